import { frozen } from './frozen';
import type { Basis } from './metadata';
import type { CloudName, CniName } from './profile';

export const IDENTITY_PROVIDER_NAMES = [
  'eks-pod-identity',
  'ecs',
  'gke-dataplane-v2',
  'gke-calico',
  'azure-imds',
] as const;

/** The ways in which a cloud hands a pod an identity over the network. */
export type IdentityProviderName = (typeof IDENTITY_PROVIDER_NAMES)[number];

/** Where a pod asks for its identity. The addresses are single ones, and all serve metadata. */
export interface IdentityProvider {
  readonly name: string;
  /** What answers there, in words. */
  readonly use: string;
  /** Single addresses, of each family it answers in. */
  readonly cidrs: readonly string[];
  /** TCP ports. */
  readonly ports: readonly number[];
}

/** The same, with what is known about it. */
export interface KnownIdentityProvider extends IdentityProvider {
  readonly name: IdentityProviderName;
  readonly cloud: CloudName;
  /** The plugin that it belongs to. @default - any */
  readonly cni?: CniName;
  readonly source: string;
  readonly basis: Basis;
}

/** The providers by name. Azure's WireServer, 168.63.129.16, is none: it serves DNS and extensions. */
export const IDENTITY_PROVIDERS: Readonly<Record<IdentityProviderName, KnownIdentityProvider>> =
  frozen({
    'eks-pod-identity': {
      name: 'eks-pod-identity',
      cloud: 'aws',
      use: 'the EKS Pod Identity agent',
      cidrs: ['169.254.170.23/32', 'fd00:ec2::23/128'],
      ports: [80],
      source:
        'docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html, "Set up the EKS Pod Identity Agent"',
      basis: 'vendor',
    },
    ecs: {
      name: 'ecs',
      cloud: 'aws',
      use: 'the credentials endpoint of ECS tasks',
      cidrs: ['169.254.170.2/32'],
      ports: [80],
      source:
        'docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html, "Container credential provider"',
      basis: 'vendor',
    },
    'gke-dataplane-v2': {
      name: 'gke-dataplane-v2',
      cloud: 'gcp',
      cni: 'cilium',
      use: 'the GKE metadata server on Dataplane V2',
      cidrs: ['169.254.169.254/32'],
      ports: [80, 8080],
      source:
        'cloud.google.com/kubernetes-engine/docs/how-to/workload-identity; six independent repositories that agree',
      basis: 'code',
    },
    'gke-calico': {
      name: 'gke-calico',
      cloud: 'gcp',
      cni: 'calico',
      use: 'the GKE metadata server on the Calico dataplane, since 1.21',
      cidrs: ['169.254.169.252/32'],
      ports: [987, 988],
      source:
        'cloud.google.com/kubernetes-engine/docs/how-to/workload-identity; six independent repositories that agree',
      basis: 'code',
    },
    'azure-imds': {
      name: 'azure-imds',
      cloud: 'azure',
      use: 'the instance metadata service of Azure, for every managed identity of the node',
      cidrs: ['169.254.169.254/32'],
      ports: [80],
      source:
        'learn.microsoft.com/azure/virtual-machines/instance-metadata-service, "Azure Instance Metadata Service"',
      basis: 'vendor',
    },
  });

/** Identities that need no metadata address, with what they need instead. */
export const FEDERATED_IDENTITIES: { readonly [name: string]: string } = frozen({
  // docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
  irsa: 'IRSA trades a projected token at AWS STS, over HTTPS',
  // azure.github.io/azure-workload-identity
  'azure-workload-identity':
    'Microsoft Entra Workload ID trades a projected token at login.microsoftonline.com, over HTTPS',
});

/**
 * The providers of a cloud that hand identities to pods of a cluster. Where the plugin is not known,
 * every one that the cloud has; ECS runs no Kubernetes pods.
 */
export function identityProvidersOf(
  cloud: CloudName,
  cni: CniName | undefined,
): readonly KnownIdentityProvider[] {
  const ofCloud = Object.values(IDENTITY_PROVIDERS).filter(
    (each) => each.cloud === cloud && each.name !== 'ecs',
  );
  const ofPlugin = ofCloud.filter((each) => each.cni === undefined || each.cni === cni);
  return ofPlugin.length > 0 ? ofPlugin : ofCloud;
}
