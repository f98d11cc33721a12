/**
 * cluster-wide: ClusterNetworkPolicy, which can deny where a NetworkPolicy can only not allow.
 */
export {
  ClusterNetworkPolicy,
  type ClusterNetworkPolicyIdentity,
  type ClusterNetworkPolicyProps,
} from './cluster-network-policy';
export type { SparedPods } from './cut-identities';
export { DenyCloudMetadata, type DenyCloudMetadataProps } from './deny-cloud-metadata';
export { type FarWithoutPorts, toDomainNames, toNodes } from './far-ends';
export {
  type AcceptedBy,
  accept,
  type ClusterAction,
  type ClusterRule,
  type ClusterRuleOptions,
  type DeniedBy,
  type DomainsRule,
  deny,
  type FarRule,
  type NodesRule,
  pass,
} from './rules';
export type { ClusterSubject } from './words';
