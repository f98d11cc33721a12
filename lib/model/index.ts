/**
 * model: Manifest[] -> Cluster.
 *
 * In: manifests. Out: a frozen cluster (namespaces, workloads, services, policies, addresses) and
 * diagnostics about what could not be taken up. Never: a verdict.
 */
export * from './address-classes';
export * from './cluster';
export * from './policy';
