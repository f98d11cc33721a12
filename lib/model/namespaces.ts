import { compareText, type Diagnostic, type Origin } from '../kernel';
import type { Namespace } from './cluster';
import { readLabels } from './labels';
import type { Placed } from './placed';
import { problem } from './problem';

/** The label that the API server puts on every namespace: its name. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** Something that lives in a namespace. */
export interface Inhabitant {
  readonly namespace: string;
  readonly origin: Origin;
}

/**
 * Every namespace that is declared or lived in, sorted. One that is only lived in gets the one label
 * that every namespace has; its other labels are not known.
 */
export function readNamespaces(
  declared: readonly Placed[],
  inhabitants: readonly Inhabitant[],
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Namespace> {
  const namespaces = new Map<string, Namespace>();
  for (const { manifest, fields } of declared) {
    const metadata = fields.object('metadata');
    const labels = readLabels(metadata, diagnostics);
    const given = labels.get(NAMESPACE_NAME_LABEL);
    if (given !== undefined && given !== manifest.name) {
      const message = `namespace ${manifest.name} sets ${NAMESPACE_NAME_LABEL} to ${JSON.stringify(given)}; it will be ${JSON.stringify(manifest.name)}`;
      const source = metadata?.source('labels', NAMESPACE_NAME_LABEL);
      diagnostics.push(problem('metadata-name', message, source, 'remove the label'));
    }
    namespaces.set(manifest.name, namespaceOf(manifest.name, labels, 'declared'));
  }
  for (const { namespace, origin } of inhabitants) {
    if (namespaces.has(namespace)) continue;
    namespaces.set(namespace, namespaceOf(namespace, new Map(), 'lived-in'));
    const message = `namespace ${namespace} is not declared in the input`;
    const help = 'add its Namespace object when a selector asks for its labels';
    diagnostics.push(problem('undeclared-namespace', message, origin.at([]), help));
  }
  return new Map([...namespaces].sort(([a], [b]) => compareText(a, b)));
}

/** A namespace with the one label that every namespace has. */
export function namespaceOf(
  name: string,
  labels: ReadonlyMap<string, string>,
  known: 'declared' | 'lived-in',
): Namespace {
  const all = new Map([...labels, [NAMESPACE_NAME_LABEL, name]]);
  return { name, labels: all, declared: known === 'declared' };
}
