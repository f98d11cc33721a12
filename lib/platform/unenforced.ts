import { frozen } from './frozen';
import type { CniName, Profile } from './profile';

/** Clusters that accept NetworkPolicies and ignore them, beside Flannel's. */
export const UNENFORCED: readonly Profile[] = frozen([
  {
    name: 'bridge',
    assume: { enforces: false },
    sources: {
      enforces:
        'containernetworking/plugins: bridge and ptp connect pods and implement no policy; kubernetes.io, "Network Policies, Prerequisites"',
    },
  },
  {
    name: 'kindnet-before-policies',
    cni: 'kindnet',
    assume: { enforces: false },
    sources: {
      enforces: 'kubernetes-sigs/kind release notes: kindnetd enforces policies since kind v0.24.0',
    },
  },
  {
    name: 'aws-vpc-cni-without-policies',
    cni: 'aws-vpc-cni',
    cloud: 'aws',
    assume: { enforces: false },
    sources: {
      enforces: 'Amazon EKS user guide: network policy is off until enableNetworkPolicy is true',
    },
  },
  {
    name: 'gke-without-policies',
    cloud: 'gcp',
    assume: { enforces: false },
    sources: {
      enforces:
        'GKE documentation, "Control communication between Pods and Services using network policies": off in Standard clusters without Dataplane V2 until it is enabled',
    },
  },
  {
    name: 'aks-without-policies',
    cloud: 'azure',
    assume: { enforces: false },
    sources: {
      enforces:
        'learn.microsoft.com, "Secure traffic between pods by using network policies in AKS": none unless a policy engine is chosen',
    },
  },
] satisfies readonly Profile[]);

const BY_PLUGIN: Readonly<Partial<Record<CniName, string>>> = frozen({
  flannel: 'add a policy engine beside Flannel, such as Calico (Canal) or kube-network-policies',
  kindnet:
    'use kind v0.24.0 or newer, or create the cluster with disableDefaultCNI and another plugin',
  'aws-vpc-cni': 'set enableNetworkPolicy to true in the configuration of the VPC CNI add-on',
});

const BY_CLOUD: Readonly<Partial<Record<NonNullable<Profile['cloud']>, string>>> = frozen({
  gcp: 'use GKE Dataplane V2, or enable network policy enforcement of the cluster',
  azure: 'use Azure CNI powered by Cilium, or set --network-policy of the cluster',
});

/** What makes a cluster enforce policies that now ignores them; begins with a verb. */
export function howToEnforce({ cni, cloud }: Profile): string {
  const plugin = cni === undefined ? undefined : BY_PLUGIN[cni];
  const managed = cloud === undefined ? undefined : BY_CLOUD[cloud];
  return plugin ?? managed ?? 'choose a plugin that enforces, or the profile that describes yours';
}
