import { awsVpcCni, cilium, kindnet, ovnKubernetes } from './plugins';
import { type Profile, type ProfileOverrides, withOverrides } from './profile';

/** What a named platform adds to the facts of its plugin. */
function cluster(plugin: Profile, facts: ProfileOverrides, overrides: ProfileOverrides): Profile {
  return withOverrides(withOverrides(plugin, facts), overrides);
}

/**
 * Amazon EKS with the VPC CNI and `enableNetworkPolicy` switched on; DNS from CoreDNS. Declare
 * `dns: ['kube-dns', 'node-local']` where the NodeLocal cache runs.
 * Source: Amazon EKS user guide, "Limit Pod traffic with Kubernetes network policies".
 */
export function eks(overrides: ProfileOverrides = {}): Profile {
  return cluster(awsVpcCni, { name: 'eks', cloud: 'aws', dns: ['kube-dns'] }, overrides);
}

/**
 * Google GKE with Dataplane V2, which is Cilium; DNS from kube-dns and the NodeLocal cache, the
 * default of Standard clusters since 1.33.1. Declare `dns: ['gke-cloud-dns']` where Cloud DNS
 * answers.
 * Source: GKE documentation, "GKE Dataplane V2" and "Setting up NodeLocal DNSCache".
 */
export function gke(overrides: ProfileOverrides = {}): Profile {
  return cluster(cilium, { name: 'gke', cloud: 'gcp', dns: ['kube-dns', 'node-local'] }, overrides);
}

/**
 * Azure AKS with Azure CNI powered by Cilium; DNS from CoreDNS.
 * Source: learn.microsoft.com, "Configure Azure CNI Powered by Cilium in AKS".
 */
export function aks(overrides: ProfileOverrides = {}): Profile {
  return cluster(cilium, { name: 'aks', cloud: 'azure', dns: ['kube-dns'] }, overrides);
}

/**
 * Red Hat OpenShift with OVN-Kubernetes; DNS pods in `openshift-dns` answer on port 5353.
 * Source: OpenShift documentation, "About the OVN-Kubernetes network plugin", "DNS Operator".
 */
export function openshift(overrides: ProfileOverrides = {}): Profile {
  return cluster(ovnKubernetes, { name: 'openshift', dns: ['openshift'] }, overrides);
}

/**
 * kind with its default plugin and subnets; DNS from CoreDNS.
 * Source: kind.sigs.k8s.io, "Configuration, Networking".
 */
export function kind(overrides: ProfileOverrides = {}): Profile {
  return cluster(
    kindnet,
    {
      name: 'kind',
      dns: ['kube-dns'],
      podCidrs: ['10.244.0.0/16'],
      serviceCidrs: ['10.96.0.0/16'],
    },
    overrides,
  );
}
