import { dnsLabelProblems, subdomainProblems } from './field-rules';

/** A namespaced object as people call it: `shop/api`, or `shop/Deployment/api`. */
export interface NamedObject {
  readonly namespace: string;
  readonly name: string;
  /** @default - not said */
  readonly kind?: string;
}

const KIND = /^[A-Za-z][A-Za-z0-9]*$/;

/** Reads `namespace/name` or `namespace/Kind/name`; undefined for what no object can be called. */
export function parseNamedObject(text: string): NamedObject | undefined {
  const parts = text.split('/');
  const [namespace = '', kind = ''] = parts;
  const name = parts.at(-1) ?? '';
  if (dnsLabelProblems(namespace).length > 0 || subdomainProblems(name).length > 0) {
    return undefined;
  }
  if (parts.length === 2) return { namespace, name };
  return parts.length === 3 && KIND.test(kind) ? { namespace, name, kind } : undefined;
}
