import { compareText, count } from '../../kernel';
import type { Endpoint, ReachResult } from '../../results';
import { endName } from '../shared/end-name';

/** How the ends are called in one answer. */
export interface Names {
  /** The namespaces of all workloads in it, sorted. */
  readonly namespaces: readonly string[];
  /** The only one of them, which is said once above the answer and left out of its names. */
  readonly namespace: string | undefined;
  readonly of: (endpoint: Endpoint) => string;
  /** The name of a policy from its id. */
  readonly ofPolicy: (id: string) => string;
}

/** Names without their namespace where all workloads share one. */
export function namesFor(endpoints: readonly Endpoint[]): Names {
  const found = endpoints.flatMap((end) => (end.kind === 'workload' ? [end.namespace] : []));
  const namespaces = [...new Set(found)].sort(compareText);
  const [namespace, ...others] = namespaces;
  if (namespace === undefined || others.length > 0) {
    return { namespaces, namespace: undefined, of: endName, ofPolicy: (id) => id };
  }
  const prefix = `${namespace}/`;
  const ofPolicy = (id: string) => (id.startsWith(prefix) ? id.slice(prefix.length) : id);
  return { namespaces, namespace, of: localName, ofPolicy };
}

/** More namespaces than this are counted. */
const FEW = 4;

/** What holds for the whole answer: the namespaces it is about, and the profile. */
export function titleOf({ profile }: ReachResult, { namespaces }: Names): string {
  const where =
    namespaces.length > FEW
      ? count(namespaces.length, 'namespace')
      : `namespace${namespaces.length > 1 ? 's' : ''} ${namespaces.join(', ')}`;
  return `${namespaces.length === 0 ? 'no workloads' : where}, profile ${profile}`;
}

/** The name inside its namespace, which the reader has to know from elsewhere. */
export function localName(endpoint: Endpoint): string {
  return endpoint.kind === 'workload'
    ? endpoint.id.slice(endpoint.namespace.length + 1)
    : endName(endpoint);
}
