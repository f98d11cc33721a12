import type { CheckReference } from '../../results';

/** The pages that checks point to, each once. */
export const REFERENCES = {
  networkPolicies: {
    title: 'Kubernetes documentation, Network Policies',
    url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  },
  peersOfRules: {
    title: 'Kubernetes documentation, Network Policies: behavior of to and from selectors',
    url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  },
  isolation: {
    title: 'Kubernetes documentation, Network Policies: the two sorts of pod isolation',
    url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  },
  defaultPolicies: {
    title: 'Kubernetes documentation, Network Policies: default policies',
    url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
  },
  namespaceByName: {
    title: 'Kubernetes documentation, Network Policies: targeting a namespace by its name',
    url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name',
  },
  policySpec: {
    title: 'Kubernetes API reference, NetworkPolicy: podSelector, policyTypes, ingress, egress',
    url: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
  },
  setBased: {
    title: 'Kubernetes documentation, Labels and Selectors: set-based requirement',
    url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement',
  },
  namespaces: {
    title: 'Kubernetes documentation, Namespaces',
    url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  },
  labels: {
    title: 'Kubernetes documentation, Labels and Selectors',
    url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
  },
  dualStack: {
    title: 'Kubernetes documentation, IPv4/IPv6 dual-stack',
    url: 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/',
  },
  prerequisites: {
    title: 'Kubernetes documentation, Network Policies: prerequisites',
    url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites',
  },
  services: {
    title: 'Kubernetes documentation, Service: port definitions',
    url: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  },
  dns: {
    title: 'Kubernetes documentation, DNS for Services and Pods',
    url: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  },
  dnsOverTcp: {
    title: 'RFC 7766, DNS Transport over TCP',
    url: 'https://www.rfc-editor.org/rfc/rfc7766',
  },
  hostNetwork: {
    title: 'Kubernetes documentation, NetworkPolicy and hostNetwork pods',
    url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods',
  },
  sourceIp: {
    title: 'Kubernetes documentation, Using Source IP',
    url: 'https://kubernetes.io/docs/tutorials/services/source-ip/',
  },
  statefulSets: {
    title: 'Kubernetes documentation, StatefulSets: stable network ID',
    url: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  },
  apiServer: {
    title: 'Kubernetes documentation, Accessing the Kubernetes API from a Pod',
    url: 'https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/',
  },
  webhooks: {
    title: 'Kubernetes documentation, Dynamic Admission Control: contacting the webhook',
    url: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#contacting-the-webhook',
  },
  names: {
    title: 'Kubernetes documentation, Object Names and IDs',
    url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  },
  cilium: {
    title: 'Cilium documentation, Policy Enforcement Modes and Rule Basics',
    url: 'https://docs.cilium.io/en/stable/security/policy/intro/',
  },
  ciliumLayer7: {
    title: 'Cilium documentation, Layer 7 Policies',
    url: 'https://docs.cilium.io/en/stable/security/policy/language/#layer-7-examples',
  },
  gkeIdentity: {
    title: 'GKE documentation, Workload Identity Federation for GKE',
    url: 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
  },
  eksIdentity: {
    title: 'Amazon EKS user guide, IAM roles for service accounts',
    url: 'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
  },
  azureIdentity: {
    title: 'Microsoft Entra Workload ID for Kubernetes, introduction',
    url: 'https://azure.github.io/azure-workload-identity/docs/introduction.html',
  },
  clusterNetworkPolicy: {
    title: 'Network Policy API, ClusterNetworkPolicy',
    url: 'https://network-policy-api.sigs.k8s.io/api-overview/',
  },
  cis: {
    title: 'CIS Kubernetes Benchmark, 5.3.2: every namespace has NetworkPolicies',
    url: 'https://www.cisecurity.org/benchmark/kubernetes',
  },
  hardening: {
    title: 'NSA and CISA, Kubernetes Hardening Guide: Network separation and hardening',
    url: 'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
  },
  pci: {
    title: 'PCI DSS v4.0.1, requirement 1: network security controls',
    url: 'https://www.pcisecuritystandards.org/document_library/',
  },
  nist: {
    title: 'NIST SP 800-190, 4.3.3: poorly separated inter-container network traffic',
    url: 'https://csrc.nist.gov/pubs/sp/800/190/final',
  },
} as const satisfies { readonly [name: string]: CheckReference };
