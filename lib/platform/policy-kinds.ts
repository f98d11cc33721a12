import { frozen } from './frozen';
import type { CniName } from './profile';

/** A policy kind beside NetworkPolicy that constructs of this package emit. */
export type PolicyKind = 'CiliumNetworkPolicy' | 'ClusterNetworkPolicy';

/** Who implements a policy kind. */
export interface PolicyKindFacts {
  /** Since which release, in words, by plugin. A plugin that is not listed ignores the kind. */
  readonly plugins: { readonly [cni in CniName]?: string };
  readonly source: string;
}

/**
 * The plugins that act on policies of other kinds: on any other the API server refuses the object,
 * or stores it and nothing happens.
 */
export const POLICY_KINDS: Readonly<Record<PolicyKind, PolicyKindFacts>> = frozen({
  CiliumNetworkPolicy: {
    plugins: { cilium: 'since 1.0' },
    source: 'docs.cilium.io, "Network Policy", "Using Kubernetes Constructs In Policy"',
  },
  ClusterNetworkPolicy: {
    plugins: {
      antrea: 'since 2.7, behind a feature gate',
      'aws-vpc-cni': 'network policy agent, pull request 496 of December 2025',
      calico: 'since 3.32',
      cilium: 'pull request 47227, about 1.20',
      kindnet: 'kube-network-policies',
    },
    source:
      'kubernetes-sigs/network-policy-api, site-src/implementations.md of 2026-04-21, and the trees named',
  },
});
