import type { LabelSelectorSpec } from '../../kernel/network-policy';
import { frozen } from './frozen';
import { type LabelConditions, selectorFrom } from './labels';
import {
  type EveryNamespace,
  type LabelledNamespaces,
  type NamedNamespace,
  type NamespaceLike,
  type NamespacePeer,
  namespace,
} from './namespaces';
import type { Problem } from './problem';
import { refuse, show } from './refuse';
import { isNamespaceShape } from './shape';

/** Pods by label: a subject, or a peer in the policy's own namespace. */
export interface Pods {
  readonly kind: 'pods';
  readonly selector: LabelSelectorSpec;
  /** The namespace they are known to stand in. @default - the policy's own */
  readonly namespaceName?: string;
  /**
   * These pods in these namespaces: both must hold. A peer only: a policy cannot govern pods of
   * another namespace.
   *
   * @example
   * from(pods({ role: 'client' }).in(namespace('shop'))).on(tcp(80))
   * // from:
   * //   - podSelector: { matchLabels: { role: client } }
   * //     namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }
   * @throws {InvalidInputError} for what is no namespace
   */
  in(place: NamedNamespace | NamespaceLike): PodsInNamespace;
  in(place: LabelledNamespaces | EveryNamespace): PodsInNamespaces;
  in(place: NamespacePeer | NamespaceLike): PodsInNamespace | PodsInNamespaces;
}

/** Pods of one namespace other than the policy's own: a peer only. */
export interface PodsInNamespace {
  readonly kind: 'pods-in';
  readonly selector: LabelSelectorSpec;
  readonly place: NamedNamespace;
}

/** Pods of several namespaces: a peer only. */
export interface PodsInNamespaces {
  readonly kind: 'pods-in';
  readonly selector: LabelSelectorSpec;
  readonly place: LabelledNamespaces | EveryNamespace;
}

/** Every pod of the policy's own namespace, as its subject. */
export interface EveryPod {
  readonly kind: 'all-pods';
}

/** Every pod of the policy's own namespace, as a peer. */
export interface SameNamespace {
  readonly kind: 'same-namespace';
}

/** The pods a policy governs: always of its own namespace. */
export type Subject = Pods | EveryPod;

/**
 * The pods with these labels: a subject, or a peer in the policy's own namespace. Several labels
 * must all match.
 *
 * @example
 * pods({ app: 'web', env: noneOf('dev') })
 * // podSelector:
 * //   matchLabels: { app: web }
 * //   matchExpressions:
 * //     - { key: env, operator: NotIn, values: [dev] }
 * @throws {InvalidInputError} for missing, empty or illegal labels: each would select more pods
 */
export function pods<const Labels extends LabelConditions>(
  labels: keyof Labels extends never
    ? Problem<'pods({}) would be every pod: write allPods() or sameNamespace()'>
    : Labels,
): Pods {
  return podsSelectedBy(selectorFrom('pods', labels));
}

/** Pods by a selector that is checked already. */
export function podsSelectedBy(selector: LabelSelectorSpec): Pods {
  function within(place: NamedNamespace | NamespaceLike): PodsInNamespace;
  function within(place: LabelledNamespaces | EveryNamespace): PodsInNamespaces;
  function within(place: NamespacePeer | NamespaceLike): PodsInNamespace | PodsInNamespaces {
    const found = placeOf(place);
    return found.kind === 'namespace'
      ? frozen({ kind: 'pods-in', selector, place: found })
      : frozen({ kind: 'pods-in', selector, place: found });
  }
  return frozen({ kind: 'pods', selector, in: within });
}

function placeOf(place: unknown): NamespacePeer {
  if (isNamespacePeer(place)) return place;
  if (isNamespaceLike(place)) return namespace(place.namespaceName);
  return refuse({
    code: 'constructs/not-a-namespace',
    message: `\`.in()\` got ${show(place)} where a namespace belongs`,
  });
}

function isNamespacePeer(place: unknown): place is NamespacePeer {
  return isNamespaceShape(place);
}

function isNamespaceLike(place: unknown): place is NamespaceLike {
  return (
    typeof place === 'object' &&
    place !== null &&
    'namespaceName' in place &&
    typeof place.namespaceName === 'string'
  );
}

/**
 * Every pod of the policy's namespace, said out loud, as a subject.
 *
 * @example
 * new NetworkPolicy(chart, 'deny-all', { select: allPods(), ingress: [] })
 * // podSelector: {}
 */
export function allPods(): EveryPod {
  return frozen({ kind: 'all-pods' });
}

/**
 * Every pod of the policy's own namespace, said out loud, as a peer. It is not the whole cluster:
 * that is `allNamespaces()`.
 *
 * @example
 * from(sameNamespace()).on(tcp(80))
 * // from:
 * //   - podSelector: {}
 */
export function sameNamespace(): SameNamespace {
  return frozen({ kind: 'same-namespace' });
}

/** The `podSelector` of a subject. */
export function podSelectorOf(subject: Subject): LabelSelectorSpec {
  return subject.kind === 'pods' ? subject.selector : {};
}
