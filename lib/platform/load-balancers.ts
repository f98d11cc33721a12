import { frozen } from './frozen';
import type { CloudName } from './profile';

/** From which addresses the load balancers of a cloud reach pods that are their targets. */
export interface CloudLoadBalancer {
  /** Addresses that are the same for every customer. */
  readonly cidrs: readonly string[];
  /** Subnets of the customer from which they connect as well; undefined where there are none. */
  readonly subnets: string | undefined;
  readonly source: string;
}

/**
 * The load balancers that send requests straight to pods. Those that send them to nodes arrive from
 * node addresses, or from clients where `externalTrafficPolicy` is `Local`.
 */
export const CLOUD_LOAD_BALANCERS: Readonly<Record<CloudName, CloudLoadBalancer>> = frozen({
  aws: {
    cidrs: [],
    subnets: 'the subnets of the ALB or NLB, with target type `ip`',
    source:
      'AWS Load Balancer Controller, annotation target-type: ip; Elastic Load Balancing, "Target security groups"',
  },
  gcp: {
    cidrs: ['35.191.0.0/16', '130.211.0.0/22'],
    subnets: undefined,
    source:
      'cloud.google.com, "Health checks overview: probe IP ranges", of proxied requests as well; internal and regional ones connect from their proxy-only subnet',
  },
  azure: {
    cidrs: ['168.63.129.16/32'],
    subnets: 'the subnet of the Application Gateway',
    source:
      'learn.microsoft.com, "What is IP address 168.63.129.16?" for the probes; "Application Gateway infrastructure configuration"',
  },
});
