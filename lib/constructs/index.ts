/**
 * constructs: an author's TypeScript becomes Kubernetes objects and statements about them.
 *
 * In: kernel, platform. Out: the typed DSL, constructs that emit ApiObjects, and, as data on the
 * construct tree, what they mean: intents, flows, and the lines that wrote them.
 * Never: a verdict, the disk, reading a manifest.
 */
export * from './dsl';
export {
  enclosingNamespace,
  type MarkedNamespace,
  markedNamespaces,
  markNamespace,
  type NamespaceChoice,
  type NamespaceFacts,
  namespaceOf,
  tryNamespaceOf,
} from './namespace-scope';
export { MANAGED_BY, NetworkPolicy, type NetworkPolicyProps } from './network-policy';
export {
  type Provenance,
  provenanceOf,
  type RuleProvenance,
  recordProvenance,
} from './provenance';
export { type Stated, state, statementsOf } from './statement';
export { TODAY_CONTEXT, todayIn } from './today';
