/**
 * model: Manifest[] -> Cluster.
 *
 * In: manifests. Out: a frozen cluster (namespaces, workloads, services, policies, addresses) and
 * diagnostics about what could not be taken up. Never: a verdict.
 */
export * from './address-classes';
export * from './build';
export * from './cluster';
export { withDeclaredWorkloads } from './declared-workloads';
export type * from './entry-points/entry-point';
export { NAMESPACE_NAME_LABEL } from './namespaces';
export * from './policy';
export * from './same-known-pod';
export * from './same-pod';
export { settleUnmodelled } from './unmodelled';
