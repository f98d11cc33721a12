import { frozen } from './frozen';

/** How well a fact is supported: vendor documentation read, independent code that agrees, one list only. */
export type Basis = 'vendor' | 'code' | 'list';

/** Where a cloud serves instance metadata or credentials to whoever can send it a packet. */
export interface MetadataEndpoint {
  readonly provider: string;
  readonly cidrs: readonly string[];
  /** TCP ports that serve it. @default - not documented: every port must be blocked */
  readonly ports?: readonly number[];
  readonly use: string;
  readonly source: string;
  readonly basis: Basis;
}

const SHARED = '169.254.169.254/32';

/**
 * The endpoints that hand out metadata or credentials, by provider, both families. Rows that serve
 * only DNS, time or licences are not here: blocking those breaks a cluster and protects nothing.
 */
export const METADATA_ENDPOINTS: readonly MetadataEndpoint[] = frozen([
  {
    provider: 'AWS EC2',
    cidrs: [SHARED, 'fd00:ec2::254/128'],
    use: 'instance metadata (IMDS); IPv6 on Nitro instances that opt in',
    source: 'EC2 user guide, "Retrieve instance metadata" (instancedata-data-retrieval)',
    basis: 'vendor',
  },
  {
    provider: 'AWS ECS',
    cidrs: ['169.254.170.2/32'],
    use: 'task credentials',
    source: 'AWS SDK reference, "Container credential provider"',
    basis: 'vendor',
  },
  {
    provider: 'AWS EKS Pod Identity',
    cidrs: ['169.254.170.23/32', 'fd00:ec2::23/128'],
    ports: [80],
    use: 'credentials from the Pod Identity agent',
    source: 'EKS user guide, "Set up the EKS Pod Identity Agent" (pod-id-agent-setup)',
    basis: 'vendor',
  },
  {
    provider: 'Google Cloud',
    cidrs: [SHARED, 'fd20:ce::254/128'],
    use: 'metadata server; answers DNS as well where GKE uses Cloud DNS',
    source: 'k8s-config-connector #5741; zero-to-jupyterhub-k8s #3180',
    basis: 'code',
  },
  {
    provider: 'GKE Workload Identity',
    cidrs: ['169.254.169.252/32'],
    ports: [987, 988],
    use: 'tokens, on the Calico dataplane since 1.21',
    source: 'six independent repositories that agree',
    basis: 'code',
  },
  {
    provider: 'Azure',
    cidrs: [SHARED],
    use: 'instance metadata (IMDS)',
    source: 'learn.microsoft.com, "Azure Instance Metadata Service"',
    basis: 'vendor',
  },
  {
    provider: 'Azure WireServer',
    cidrs: ['168.63.129.16/32'],
    use: 'extensions with protected settings; also DNS, DHCP and the source of health probes',
    source: 'learn.microsoft.com, "What is IP address 168.63.129.16?"',
    basis: 'vendor',
  },
  {
    provider: 'Oracle Cloud',
    cidrs: [SHARED],
    use: 'instance metadata v2',
    source: 'docs.oracle.com, "Getting Instance Metadata"',
    basis: 'vendor',
  },
  {
    provider: 'Oracle Cloud',
    cidrs: ['fd00:c1::a9fe:a9fe/128'],
    use: 'instance metadata v2 over IPv6',
    source: 'OpenShift assisted installer scripts; OCI SDK',
    basis: 'code',
  },
  {
    provider: 'Oracle Cloud Classic',
    cidrs: ['192.0.0.192/32'],
    use: 'instance metadata, also Cloud at Customer',
    source: 'cloud metadata lists that agree',
    basis: 'code',
  },
  {
    provider: 'Alibaba Cloud',
    cidrs: ['100.100.100.200/32'],
    use: 'ECS metadata',
    source: 'cloud-init documentation, data source AliYun',
    basis: 'vendor',
  },
  {
    provider: 'Alibaba Cloud',
    cidrs: ['fd00:100::100:200/128'],
    use: 'ECS metadata over IPv6',
    source: 'cloud-init tests of the AliYun data source',
    basis: 'code',
  },
  {
    provider: 'Tencent Cloud',
    cidrs: ['169.254.0.23/32'],
    use: 'metadata.tencentyun.com',
    source: 'datadog-agent, Tencent metadata client',
    basis: 'code',
  },
  {
    provider: 'Tencent Cloud',
    cidrs: ['169.254.10.10/32'],
    use: 'metadata in some regions',
    source: 'one published list only',
    basis: 'list',
  },
  {
    provider: 'OpenStack',
    cidrs: [SHARED, 'fe80::a9fe:a9fe/128'],
    use: 'Nova metadata; IPv6 link-local since Victoria',
    source: 'docs.openstack.org, Nova metadata service',
    basis: 'vendor',
  },
  {
    provider: 'DigitalOcean, Vultr, UpCloud',
    cidrs: [SHARED],
    use: 'droplet or server metadata',
    source: 'cloud-init documentation, their data sources',
    basis: 'vendor',
  },
  {
    provider: 'Hetzner Cloud',
    cidrs: [SHARED],
    use: '/hetzner/v1/metadata',
    source: 'docs.hetzner.cloud; hcloud-go',
    basis: 'vendor',
  },
  {
    provider: 'Akamai (Linode)',
    cidrs: [SHARED, 'fd00:a9fe:a9fe::1/128'],
    use: 'instance metadata',
    source: 'cloud-init documentation, data source Akamai',
    basis: 'vendor',
  },
  {
    provider: 'Scaleway',
    cidrs: ['169.254.42.42/32', 'fd00:42::42/128'],
    use: 'instance metadata and user data',
    source: 'cloud-init documentation, data source Scaleway',
    basis: 'vendor',
  },
  {
    provider: 'IBM Cloud VPC',
    cidrs: [SHARED],
    use: 'api.metadata.cloud.ibm.com, off by default',
    source: 'cloud.ibm.com, "About instance metadata for VPC"',
    basis: 'vendor',
  },
  {
    provider: 'NAVER Cloud',
    cidrs: [SHARED],
    use: 'server metadata',
    source: 'NAVER Cloud documentation, server metadata',
    basis: 'vendor',
  },
]);
