import { orElse } from '../../kernel/suggest';
import { CLOUD_LOAD_BALANCERS, type CloudName } from '../../platform';
import { checkProps, decline } from '../composite-refusals';
import { type Addresses, addresses, itemsOf, show, strictCidr } from '../dsl';
import { refuse } from '../dsl/refuse';

/** Where the load balancers of a customer stand. */
export interface LoadBalancerOptions {
  /** Blocks of the subnets from which they connect. */
  readonly subnets: readonly string[];
}

/**
 * The load balancers of a cloud that send requests straight to pods, as a peer. GCP connects from
 * addresses of its own; AWS (target type `ip`) and Azure (Application Gateway) from your subnets.
 * One that sends them to nodes is no peer of pods.
 *
 * @example
 * from(cloudLoadBalancer('gcp')).on(tcp(8080))
 * // - from: [{ ipBlock: { cidr: 35.191.0.0/16 } }, { ipBlock: { cidr: 130.211.0.0/22 } }]
 * from(cloudLoadBalancer('aws', { subnets: ['10.0.64.0/20'] })).on(tcp(8080))
 * // - from: [{ ipBlock: { cidr: 10.0.64.0/20 } }]
 * @throws {InvalidInputError} for a cloud that is not known, and for subnets that are missing or no blocks
 * @see https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges
 */
export function cloudLoadBalancer(cloud: 'gcp', options?: LoadBalancerOptions): Addresses;
export function cloudLoadBalancer(cloud: 'aws' | 'azure', options: LoadBalancerOptions): Addresses;
export function cloudLoadBalancer(cloud: CloudName, options?: LoadBalancerOptions): Addresses {
  const call = `cloudLoadBalancer('${String(cloud)}')`;
  if (!Object.hasOwn(CLOUD_LOAD_BALANCERS, cloud)) {
    const clouds = Object.keys(CLOUD_LOAD_BALANCERS);
    const message = `\`cloudLoadBalancer\` got ${show(cloud)}${orElse(String(cloud), clouds)}`;
    refuse({ code: 'constructs/unknown-option', message, help: `use ${clouds.join(', ')}` });
  }
  const { cidrs, subnets } = CLOUD_LOAD_BALANCERS[cloud];
  if (options === undefined && subnets !== undefined) {
    const message = `\`${call}\` does not know ${subnets}`;
    decline({ code: 'constructs/no-addresses', message, help: "give { subnets: ['...'] }" });
  }
  const own = options === undefined ? [] : subnetsIn(call, options);
  return addresses(
    call,
    [...cidrs, ...own].map((each) => strictCidr(call, each)),
  );
}

function subnetsIn(call: string, options: LoadBalancerOptions): readonly string[] {
  checkProps(call, options, ['subnets']);
  return itemsOf<string>(`${call}.subnets`, [options.subnets]);
}
