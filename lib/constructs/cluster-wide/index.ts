/**
 * cluster-wide: ClusterNetworkPolicy, which can deny where a NetworkPolicy can only not allow.
 */
export { accept, deny, pass } from './actions';
export {
  ClusterNetworkPolicy,
  type ClusterNetworkPolicyIdentity,
  type ClusterNetworkPolicyProps,
} from './cluster-network-policy';
export type { SparedPods } from './cut-identities';
export { DenyCloudMetadata, type DenyCloudMetadataProps } from './deny-cloud-metadata';
export { type FarWithoutPorts, toDomainNames, toNodes } from './far-ends';
export type {
  AcceptedBy,
  ClusterAction,
  ClusterRule,
  ClusterRuleOptions,
  DeniedBy,
  DomainsRule,
  FarRule,
  NodesRule,
} from './rules';
export type { ClusterSubject } from './words';
