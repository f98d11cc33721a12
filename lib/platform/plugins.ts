import { frozen } from './frozen';
import { type Profile, withOverrides } from './profile';

/** What most surveyed plugins do (SEMANTICS 0.2 and E); each bundle replaces what it does otherwise. */
const typical: Profile = {
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
    'ip-block-matches-pods': 'SEMANTICS E, column "ipBlock vs pod IPs": matches by address',
    'host-network-is-subject':
      'SEMANTICS 0.2, A.11: no surveyed plugin enforces on hostNetwork pods',
    'host-network-is-peer': 'SEMANTICS 0.2, E: hostNetwork pods are not selectable',
    'egress-to-own-node-is-policed': 'SEMANTICS 0.2, "egress to own node": policy applies',
    'sidecar-named-ports': 'SEMANTICS 0.2, "named ports from init containers": no',
    'policy-sees-service-ip': 'SEMANTICS 0.2, A.14: judged after the Service is translated',
    enforces: 'SEMANTICS E, column "NP v1": yes',
  },
};

export const calico: Profile = withOverrides(typical, {
  name: 'calico',
  cni: 'calico',
  assume: { 'sidecar-named-ports': true },
  sources: {
    'host-network-is-subject':
      'SEMANTICS E: not an endpoint; needs GlobalNetworkPolicy and HostEndpoint',
    'egress-to-own-node-is-policed':
      'SEMANTICS 0.2: policy first, then DefaultEndpointToHostAction, which drops by default',
    'sidecar-named-ports': 'SEMANTICS E: since Calico 3.29',
  },
});

export const cilium: Profile = withOverrides(typical, {
  name: 'cilium',
  cni: 'cilium',
  assume: { 'ip-block-matches-pods': false },
  sources: {
    'ip-block-matches-pods':
      'cilium #9209, #14497, #35212; from 1.20 --policy-cidr-match-mode=pods changes it',
    'host-network-is-subject': 'SEMANTICS 0.2: only with the host firewall',
    'host-network-is-peer': 'SEMANTICS E: identity host or remote-node, selectors never match',
  },
});

export const antrea: Profile = withOverrides(typical, {
  name: 'antrea',
  cni: 'antrea',
  assume: { 'hairpin-is-policed': false },
  sources: { 'hairpin-is-policed': 'antrea #5687: always allowed with AntreaProxy' },
});

/** Whether a hostNetwork pod is a peer depends on the form of the selector (SEMANTICS E): left open. */
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
    'ip-block-matches-pods': 'SEMANTICS 0.2: address match in the ACL',
    'host-network-is-subject':
      'SEMANTICS 0.2, A.11: no surveyed plugin enforces on hostNetwork pods',
    'egress-to-own-node-is-policed': 'SEMANTICS 0.2, "egress to own node": policy applies',
    'policy-sees-service-ip': 'kubernetes-nmstate #1570',
    enforces: 'SEMANTICS E, column "NP v1": yes',
  },
});

export const awsVpcCni: Profile = withOverrides(typical, {
  name: 'aws-vpc-cni',
  cni: 'aws-vpc-cni',
  assume: { 'host-network-is-peer': true, 'policy-sees-service-ip': true },
  sources: {
    'ip-block-matches-pods': 'SEMANTICS 0.2: address match in the eBPF map',
    'host-network-is-peer': 'SEMANTICS E: peer included as node IP',
    'policy-sees-service-ip': 'amazon-network-policy-controller-k8s #147, #207; before translation',
    enforces: 'Amazon EKS user guide: once enableNetworkPolicy is switched on',
  },
});

export const kubeRouter: Profile = withOverrides(typical, {
  name: 'kube-router',
  cni: 'kube-router',
});

export const kindnet: Profile = withOverrides(typical, {
  name: 'kindnet',
  cni: 'kindnet',
  sources: { enforces: 'SEMANTICS E: kube-network-policies, the default of kind' },
});

export const flannel: Profile = frozen({
  name: 'flannel',
  cni: 'flannel',
  assume: { enforces: false },
  sources: { enforces: 'SEMANTICS E: objects are accepted and nothing happens' },
});
