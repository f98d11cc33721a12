import { frozen } from './frozen';

/** The layers in which a ClusterNetworkPolicy stands: before every NetworkPolicy, or after. */
export type ClusterTier = 'Admin' | 'Baseline';

export const CLUSTER_TIERS: readonly ClusterTier[] = frozen(['Admin', 'Baseline']);

/** The editions of the CRD: peers by node and by domain name are in `experimental` only. */
export type ClusterChannel = 'standard' | 'experimental';

export const CLUSTER_CHANNELS: readonly ClusterChannel[] = frozen(['standard', 'experimental']);

/**
 * What the CRD of policy.networking.k8s.io/v1alpha2 accepts at most, beside what its rules say.
 * Source: kubernetes-sigs/network-policy-api v0.2.0, `config/crd`, and
 * `apis/v1alpha2/clusternetworkpolicy_types.go`.
 */
export const CLUSTER_POLICY_LIMITS = frozen({
  priority: { min: 0, max: 1000 },
  rulesPerDirection: 25,
  peersPerRule: 25,
  protocolsPerRule: 25,
  networksPerPeer: 25,
  domainNamesPerPeer: 25,
  ruleName: 100,
});
