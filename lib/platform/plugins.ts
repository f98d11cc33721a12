import { frozen } from './frozen';
import { type Profile, withOverrides } from './profile';

/** The source tree in which the behaviour of a plugin was read. */
const TREES = {
  calico: 'projectcalico/calico at 87c15906',
  cilium: 'cilium/cilium, its documentation and issues',
  antrea: 'antrea-io/antrea at fc70f2bb',
  ovnKubernetes: 'ovn-kubernetes/ovn-kubernetes at 6c366bb4',
  awsVpcCni: 'aws/aws-network-policy-agent at c8619c05',
  kubeRouter: 'cloudnativelabs/kube-router at 7c2c2779',
  kindnet: 'kubernetes-sigs/kube-network-policies at 5f81cc37',
} as const;

/** What most plugins do, as read in one of them; each bundle replaces what it does otherwise. */
function asMostDo(tree: string): Profile {
  return {
    name: 'typical',
    assume: {
      'ip-block-matches-pods': true,
      'host-network-is-subject': false,
      'host-network-is-peer': false,
      'egress-to-own-node-is-policed': true,
      'sidecar-named-ports': false,
      'policy-sees-service-ip': false,
      enforces: true,
    },
    sources: {
      'ip-block-matches-pods': `${tree}: blocks are compared with every address, pods' included`,
      'host-network-is-subject': `${tree}: policies are not programmed for host-network pods`,
      'host-network-is-peer': `${tree}: selectors resolve to pods with an address of their own`,
      'egress-to-own-node-is-policed': `${tree}: traffic to the node passes the egress rules`,
      'sidecar-named-ports': `${tree}: port names are looked up in spec.containers`,
      'policy-sees-service-ip': `${tree}: judged after the Service is translated`,
      enforces: `${tree}: implements networking.k8s.io/v1`,
    },
  };
}

export const calico: Profile = withOverrides(asMostDo(TREES.calico), {
  name: 'calico',
  cni: 'calico',
  assume: { 'sidecar-named-ports': true },
  sources: {
    'host-network-is-subject':
      'docs.tigera.io, "Protect hosts": needs a GlobalNetworkPolicy and a HostEndpoint',
    'egress-to-own-node-is-policed':
      'docs.tigera.io, DefaultEndpointToHostAction: what egress rules allow is then dropped by default',
    'sidecar-named-ports': 'projectcalico/calico #8885, since 3.29',
  },
});

export const cilium: Profile = withOverrides(asMostDo(TREES.cilium), {
  name: 'cilium',
  cni: 'cilium',
  assume: { 'ip-block-matches-pods': false },
  sources: {
    'ip-block-matches-pods':
      'cilium #9209, #14497, #35212; from 1.20 --policy-cidr-match-mode=pods changes it',
    'host-network-is-subject': 'docs.cilium.io, "Host Policies": only with the host firewall',
    'host-network-is-peer':
      'docs.cilium.io, "Identity": host or remote-node, which no selector matches',
  },
});

export const antrea: Profile = withOverrides(asMostDo(TREES.antrea), {
  name: 'antrea',
  cni: 'antrea',
  assume: { 'hairpin-is-policed': false },
  sources: { 'hairpin-is-policed': 'antrea #5687: always allowed with AntreaProxy' },
});

/** Whether a hostNetwork pod is a peer depends on the form of the selector : left open. */
export const ovnKubernetes: Profile = frozen({
  name: 'ovn-kubernetes',
  cni: 'ovn-kubernetes',
  assume: {
    'ip-block-matches-pods': true,
    'host-network-is-subject': false,
    'egress-to-own-node-is-policed': true,
    'policy-sees-service-ip': false,
    enforces: true,
  },
  sources: {
    'ip-block-matches-pods': `${TREES.ovnKubernetes}: address match in the ACL`,
    'host-network-is-subject': `${TREES.ovnKubernetes}: host-network pods have no logical port`,
    'egress-to-own-node-is-policed': `${TREES.ovnKubernetes}: traffic to the node passes the ACLs`,
    'policy-sees-service-ip': 'nmstate/kubernetes-nmstate #1570',
    enforces: `${TREES.ovnKubernetes}: implements networking.k8s.io/v1`,
  },
});

export const awsVpcCni: Profile = withOverrides(asMostDo(TREES.awsVpcCni), {
  name: 'aws-vpc-cni',
  cni: 'aws-vpc-cni',
  assume: { 'host-network-is-peer': true, 'policy-sees-service-ip': true },
  sources: {
    'host-network-is-peer':
      'aws/amazon-network-policy-controller-k8s at ecc7e6a7: the node address is listed',
    'policy-sees-service-ip': 'amazon-network-policy-controller-k8s #147, #207; before translation',
    enforces: 'Amazon EKS user guide: once enableNetworkPolicy is switched on',
  },
});

export const kubeRouter: Profile = withOverrides(asMostDo(TREES.kubeRouter), {
  name: 'kube-router',
  cni: 'kube-router',
});

export const kindnet: Profile = withOverrides(asMostDo(TREES.kindnet), {
  name: 'kindnet',
  cni: 'kindnet',
});

export const flannel: Profile = frozen({
  name: 'flannel',
  cni: 'flannel',
  assume: { enforces: false },
  sources: { enforces: 'flannel-io/flannel README: network policy is left to other projects' },
});
