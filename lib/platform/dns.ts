import { frozen } from './frozen';

/** Pods that answer DNS: the pods with `labels` in one namespace. */
export interface DnsPods {
  readonly kind: 'pods';
  readonly namespace: string;
  /** Labels of the pods. Empty means every pod of the namespace. */
  readonly labels: { readonly [key: string]: string };
}

/** An address that answers DNS and that no label selector can match. */
export interface DnsAddress {
  readonly kind: 'address';
  readonly cidr: string;
}

export type DnsServer = DnsPods | DnsAddress;

export const DNS_PLATFORM_NAMES = [
  'kube-dns',
  'node-local',
  'openshift',
  'gke-cloud-dns',
  'aws-vpc',
  'azure',
] as const;

/** The ways in which pods get their DNS answers. */
export type DnsPlatformName = (typeof DNS_PLATFORM_NAMES)[number];

/** Where pods send DNS on one platform, and the port that a policy must open. */
export interface DnsPlatform {
  readonly name: DnsPlatformName;
  readonly servers: readonly DnsServer[];
  /** The port of the pod that answers, which is not always the port of its Service. */
  readonly port: number;
  readonly source: string;
}

/**
 * DNS by platform. Every one answers over UDP and TCP: truncated answers and DNSSEC retry on TCP
 * (RFC 7766).
 */
export const DNS_PLATFORMS: Readonly<Record<DnsPlatformName, DnsPlatform>> = frozen({
  'kube-dns': {
    name: 'kube-dns',
    servers: [{ kind: 'pods', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }],
    port: 53,
    source: 'kubeadm, kind, EKS, AKS, OKE: CoreDNS keeps the label of kube-dns (k8s CoreDNS addon)',
  },
  'node-local': {
    name: 'node-local',
    servers: [{ kind: 'address', cidr: '169.254.20.10/32' }],
    port: 53,
    source:
      'NodeLocal DNSCache addon README; hostNetwork pods on a link-local address (k8s #70555)',
  },
  openshift: {
    name: 'openshift',
    servers: [
      {
        kind: 'pods',
        namespace: 'openshift-dns',
        labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
      },
    ],
    port: 5353,
    source: 'OpenShift DNS Operator; Service 53 to targetPort 5353 (nmstate #1570, OCPBUGS-94072)',
  },
  'gke-cloud-dns': {
    name: 'gke-cloud-dns',
    servers: [{ kind: 'address', cidr: '169.254.169.254/32' }],
    port: 53,
    source:
      'GKE, "Using Cloud DNS for GKE": the metadata address answers (tektoncd/operator #4000)',
  },
  'aws-vpc': {
    name: 'aws-vpc',
    servers: [
      { kind: 'address', cidr: '169.254.169.253/32' },
      { kind: 'address', cidr: 'fd00:ec2::253/128' },
    ],
    port: 53,
    source: 'Amazon VPC user guide, "Amazon DNS server"; for pods with dnsPolicy Default',
  },
  azure: {
    name: 'azure',
    servers: [{ kind: 'address', cidr: '168.63.129.16/32' }],
    port: 53,
    source:
      'learn.microsoft.com, "What is IP address 168.63.129.16?"; for pods with dnsPolicy Default',
  },
});

/**
 * The platforms that `AllowDns` opens when no profile says which: a selector that matches nothing
 * and an address nobody holds do no harm where they do not apply.
 */
export const COMMON_DNS: readonly DnsPlatformName[] = frozen(['kube-dns', 'node-local']);

/** The platforms whose addresses nodes ask themselves, and with them pods with dnsPolicy Default. */
export const NODE_DNS: readonly DnsPlatformName[] = frozen(['gke-cloud-dns', 'aws-vpc', 'azure']);
