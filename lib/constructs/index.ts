/**
 * constructs: an author's TypeScript becomes Kubernetes objects and statements about them.
 *
 * In: kernel, platform. Out: the typed DSL, constructs that emit ApiObjects, and, as data on the
 * construct tree, what they mean: intents, flows, and the lines that wrote them.
 * Never: a verdict, the disk, reading a manifest.
 */
export { AllowDns, type AllowDnsProps } from './allow-dns';
export { AllowAll, type AllowAllProps } from './baselines/allow-all';
export {
  DefaultDenyNamespaces,
  type DefaultDenyNamespacesProps,
} from './baselines/default-deny-namespaces';
export { type WaitContainer, type WaitForProps, waitFor } from './baselines/wait-for';
export { because } from './because';
export {
  AllowBetweenReplicas,
  type AllowBetweenReplicasProps,
} from './between/allow-between-replicas';
export { AllowFrom, type AllowFromProps } from './between/allow-from';
export { AllowTo, type AllowToProps } from './between/allow-to';
export { Tenant, type TenantProps } from './between/tenant';
export type { TenantEntry } from './between/tenant-entry';
export type { TierProps } from './between/tier-props';
export { TieredApp, type TieredAppOptions } from './between/tiered-app';
export {
  BlockCloudMetadata,
  type BlockCloudMetadataProps,
  type Rest,
} from './block-cloud-metadata';
export {
  AllowFqdn,
  type AllowFqdnProps,
  AllowHttp,
  type AllowHttpProps,
  type CiliumEgressDeny,
  type CiliumEgressRule,
  type CiliumIngressDeny,
  type CiliumIngressRule,
  CiliumNetworkPolicy,
  type CiliumNetworkPolicyIdentity,
  type CiliumNetworkPolicyProps,
  type CiliumRuleLists,
  type CiliumRuleParts,
  type DnsName,
  type EntitiesRule,
  type EntitiesWithoutPorts,
  exactPath,
  fromEntities,
  type HttpPattern,
  type HttpProps,
  type HttpRule,
  http,
  type Layer7,
  type Layer7Rule,
  type NameSelector,
  type NamesRule,
  type NamesWithoutPorts,
  overHttp,
  pathMatching,
  pathPrefix,
  toEntities,
  toNames,
} from './cilium';
export {
  type AcceptedBy,
  accept,
  type ClusterAction,
  ClusterNetworkPolicy,
  type ClusterNetworkPolicyIdentity,
  type ClusterNetworkPolicyProps,
  type ClusterRule,
  type ClusterRuleOptions,
  type ClusterSubject,
  type DeniedBy,
  DenyCloudMetadata,
  type DenyCloudMetadataProps,
  type DomainsRule,
  deny,
  type FarRule,
  type FarWithoutPorts,
  type NodesRule,
  pass,
  type SparedPods,
  toDomainNames,
  toNodes,
} from './cluster-wide';
export {
  type ApiServerOptions,
  apiServer,
  type ComponentOverrides,
  type IngressPods,
  ingressHaproxy,
  ingressNginx,
  ingressTraefik,
  istioGateway,
  prometheus,
} from './components';
export { COMPOSITE_CODES } from './composite-refusals';
export { type ConnectionFrom, type ConnectionWithoutPorts, connect } from './connect';
export {
  Connection,
  type ConnectionEnd,
  type ConnectionProps,
  type EndOptions,
} from './connection';
export { declareProfile, profileOf } from './declared-profile';
export {
  DefaultDenyNamespace,
  type DefaultDenyNamespaceProps,
  defaultDeniesIn,
} from './default-deny-namespace';
export * from './dsl';
export {
  GovernedNamespace,
  type GovernedNamespaceProps,
  governedNamespace,
} from './governed-namespace';
export { Intent, type IntentOptions } from './intent';
export {
  type DeclaredWorkload,
  type DeclaredWorkloads,
  type Inventory,
  type InventoryPods,
  inventory,
  type WorkloadName,
} from './inventory';
export type { MayIsolate } from './may-open';
export type { NamespaceObjectProps, PodSecurityLevel } from './namespace-labels';
export { markedNamespaces, markNamespace } from './namespace-scope';
export {
  MANAGED_BY,
  NetworkPolicy,
  type NetworkPolicyIdentity,
  type NetworkPolicyProps,
} from './network-policy';
export { lateObjections, withObjectionsHeard } from './objections';
export type { PortChoice } from './openings';
export { AllowClientRange, type AllowClientRangeProps } from './outside/allow-client-range';
export { AllowExternalApi, type AllowExternalApiProps } from './outside/allow-external-api';
export { AllowInternet, type AllowInternetProps } from './outside/allow-internet';
export {
  AllowWorkloadIdentity,
  type AllowWorkloadIdentityProps,
} from './outside/allow-workload-identity';
export type { BlockProps } from './outside/blocks';
export { EgressThroughProxy, type EgressThroughProxyProps } from './outside/egress-through-proxy';
export type { IdentityChoice } from './outside/identity-providers';
export type { ProxyEnvironment } from './outside/proxy-environment';
export type { ServiceLike, ServiceSpec } from './outside/service-in-front';
export type { OwnEndProps, OwnPods } from './own-end';
export { type KplusPeerLike, peerOf } from './peer-of';
export {
  type ContainerLike,
  type PodsOfWorkload,
  podsOf,
  type WorkloadLike,
} from './pods-of';
export { type Provenance, provenanceOf } from './provenance';
export { state, statementsOf } from './statement';
export {
  type AcmeNeeds,
  AllowAdmissionWebhook,
  type AllowAdmissionWebhookProps,
  AllowApiServer,
  type AllowApiServerProps,
  AllowHttp01Solver,
  type AllowHttp01SolverProps,
  AllowIngressController,
  type AllowIngressControllerProps,
  AllowKubeletMetrics,
  type AllowKubeletMetricsProps,
  AllowMesh,
  type AllowMeshProps,
  AllowScrape,
  type AllowScrapeProps,
  type ApiServerCalls,
  type ApiServerPlace,
  CertManager,
  type CertManagerPods,
  type CertManagerProps,
  type Controller,
  cloudLoadBalancer,
  type Dns01,
  type ForPods,
  type Http01,
  type LoadBalancerOptions,
  MetricsServer,
  type MetricsServerProps,
  type ScrapeTarget,
  type SomePorts,
} from './system';
export {
  type Environments,
  type EveryTarget,
  isAmong,
  type NoGroups,
  noLowerEnvironmentReaches,
  pickFor,
  type TargetGroups,
  type TargetWord,
} from './targets';
export { ThreeTierApp, type ThreeTierAppProps } from './three-tier-app';
export type { Tier } from './tier';
export { TODAY_CONTEXT, todayIn } from './today';
