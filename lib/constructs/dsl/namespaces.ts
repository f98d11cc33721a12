import { dnsLabelProblems } from '../../kernel/field-rules';
import type { LabelSelectorSpec } from '../../kernel/network-policy';
import { frozen } from './frozen';
import { type LabelConditions, selectorFrom } from './labels';
import type { Problem } from './problem';
import { refuse, refuseAny, show } from './refuse';

/** The label that Kubernetes itself puts on every namespace. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** One namespace, by name. */
export interface NamedNamespace {
  readonly kind: 'namespace';
  readonly name: string;
}

/** The namespaces with certain labels, now or in future. */
export interface LabelledNamespaces {
  readonly kind: 'namespaces';
  readonly selector: LabelSelectorSpec;
}

/** Every namespace. */
export interface EveryNamespace {
  readonly kind: 'all-namespaces';
}

/** Namespaces as a peer: every pod in them. */
export type NamespacePeer = NamedNamespace | LabelledNamespaces | EveryNamespace;

/** Anything that is one namespace, such as a namespace construct. */
export interface NamespaceLike {
  readonly namespaceName: string;
}

/**
 * The namespace of that name: as a peer, every pod in it.
 *
 * @example
 * from(namespace('staging')).on(tcp(80))
 * // from:
 * //   - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: staging } }
 * @throws {InvalidInputError} for a name that no namespace can have
 */
export function namespace(name: string): NamedNamespace {
  checkNamespaceName('namespace', name);
  return frozen({ kind: 'namespace', name });
}

/** Checks the name of a namespace. @throws {InvalidInputError} for one that no namespace can have */
export function checkNamespaceName(what: string, name: unknown): void {
  if (typeof name !== 'string') {
    refuse({
      code: 'constructs/not-a-namespace',
      message: `\`${what}\` got ${show(name)} where a name belongs`,
      help: "write the name, as in namespace('staging')",
    });
  }
  refuseAny(
    dnsLabelProblems(name).map((problem) => ({
      code: 'constructs/illegal-namespace-name',
      message: `\`${what}\` got ${show(name)}: ${problem}`,
    })),
  );
}

/**
 * The namespaces with these labels: as a peer, every pod in them. Labels of a namespace are in the
 * hands of whoever may edit it.
 *
 * @example
 * from(namespaces({ team: 'alice' })).on(tcp(80))
 * // from:
 * //   - namespaceSelector: { matchLabels: { team: alice } }
 * @throws {InvalidInputError} for missing, empty or illegal labels
 */
export function namespaces<const Labels extends LabelConditions>(
  labels: keyof Labels extends never
    ? Problem<'namespaces({}) would be every namespace: write allNamespaces()'>
    : Labels,
): LabelledNamespaces {
  return frozen({ kind: 'namespaces', selector: selectorFrom('namespaces', labels) });
}

/**
 * Every namespace, said out loud: those to come and kube-system included.
 *
 * @example
 * from(allNamespaces()).on(udp(53))
 * // from:
 * //   - namespaceSelector: {}
 */
export function allNamespaces(): EveryNamespace {
  return frozen({ kind: 'all-namespaces' });
}

/** The `namespaceSelector` of a peer. */
export function namespaceSelectorOf(place: NamespacePeer): LabelSelectorSpec {
  switch (place.kind) {
    case 'namespace':
      return { matchLabels: { [NAMESPACE_NAME_LABEL]: place.name } };
    case 'namespaces':
      return place.selector;
    case 'all-namespaces':
      return {};
  }
}
