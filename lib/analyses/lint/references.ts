import type { CheckReference } from '../../results';

/** The pages that checks point to, each once. */
export const REFERENCES = {
  networkPolicies: {
    title: 'Kubernetes documentation, Network Policies',
    url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  },
  labels: {
    title: 'Kubernetes documentation, Labels and Selectors',
    url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
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
