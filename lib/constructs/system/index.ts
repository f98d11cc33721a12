/**
 * system: what the components of a cluster need, from facts about them in platform.
 */
export type { AcmeNeeds, Dns01, Http01 } from './acme-rules';
export { AllowAdmissionWebhook, type AllowAdmissionWebhookProps } from './allow-admission-webhook';
export { AllowApiServer, type AllowApiServerProps } from './allow-api-server';
export { AllowHttp01Solver, type AllowHttp01SolverProps } from './allow-http01-solver';
export {
  AllowIngressController,
  type AllowIngressControllerProps,
} from './allow-ingress-controller';
export { AllowKubeletMetrics, type AllowKubeletMetricsProps } from './allow-kubelet-metrics';
export { AllowMesh, type AllowMeshProps } from './allow-mesh';
export { AllowScrape, type AllowScrapeProps, type ScrapeTarget } from './allow-scrape';
export type { ApiServerPlace } from './api-server-end';
export { CertManager, type CertManagerPods, type CertManagerProps } from './cert-manager';
export { cloudLoadBalancer, type LoadBalancerOptions } from './cloud-load-balancer';
export type { Controller } from './controller';
export type { ApiServerCalls } from './from-api-server';
export { MetricsServer, type MetricsServerProps } from './metrics-server';
export type { ForPods, SomePorts } from './own-pods';
