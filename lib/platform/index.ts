/**
 * platform: facts about clusters, clouds and plugins, as data.
 *
 * In: kernel. Out: frozen records, each naming its source: metadata endpoints, address space, DNS,
 * the assumptions a profile settles, profiles, well-known components.
 * Never: a decision about a policy, a Kubernetes object, the disk.
 */
export * from './address-space';
export * from './assumptions';
export * from './bundles';
export { checkProfile } from './check-profile';
export * from './cilium';
export * from './cluster-network-policy';
export * from './clusters';
export * from './dns';
export * from './homes';
export * from './http';
export * from './ingress-controllers';
export * from './load-balancers';
export * from './meshes';
export * from './metadata';
export * from './policy-engines';
export * from './policy-kinds';
export * from './profile';
export * from './profile-words';
export * from './reasons';
export * from './settle';
export * from './system-flows';
export * from './system-namespaces';
export { howToEnforce } from './unenforced';
export * from './well-known';
export * from './workload-identity';
