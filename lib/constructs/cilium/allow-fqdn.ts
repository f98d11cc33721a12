import { Construct } from 'constructs';
import { checkProps } from '../composite-refusals';
import { allPods, type Subject } from '../dsl';
import { objectionsToHome, objectionsToSubject } from '../dsl/check-policy';
import { refuseAny } from '../dsl/refuse';
import { mayOpen, openEnd } from '../may-open';
import { namespaceOf } from '../namespace-scope';
import { openOtherEnds, type PortChoice, portsIn, unusedId } from '../openings';
import type { Place } from '../places';
import { farName } from '../tier';
import { CiliumNetworkPolicy } from './cilium-network-policy';
import { dnsProxyRules } from './dns-proxy';
import { toNames } from './names';

export interface AllowFqdnProps {
  /** The pods that may reach the names. @default - every pod of the namespace */
  readonly from?: Subject;
  /** Names, or patterns: `*.example.com` is neither `example.com` nor `a.b.example.com`. */
  readonly names: readonly string[];
  /** Ports of what the names stand for, by number. */
  readonly on: PortChoice;
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods where nothing has: the names are then all they reach. @default - refused there */
  readonly isolates?: true;
}

/**
 * Lets pods reach names outside the cluster, by Cilium: the addresses that DNS answers for them, as
 * long as it does. Sends their DNS through the proxy of Cilium, without which names match nothing.
 *
 * @example
 * new AllowFqdn(shop, 'payments', {
 *   from: pods({ app: 'api' }),
 *   names: ['api.stripe.com'],
 *   on: tcp(443),
 * });
 * // CiliumNetworkPolicy shop/payments:
 * //   egress:
 * //     - toFQDNs: [{ matchName: api.stripe.com }]
 * //       toPorts: [{ ports: [{ port: "443", protocol: TCP }] }]
 * //     - toEndpoints: [{ matchLabels: { k8s:k8s-app: kube-dns, ... } }]
 * //       toPorts: [{ ports: [...], rules: { dns: [{ matchPattern: "*" }] } }]
 * @throws {InvalidInputError} where egress is not isolated, for every name, a Service of the cluster,
 * what is no name, or a profile with another plugin
 */
export class AllowFqdn extends Construct {
  constructor(scope: Construct, id: string, props: AllowFqdnProps) {
    super(scope, id);
    checkProps('AllowFqdn', props, ['from', 'names', 'on', 'namespace', 'isolates']);
    const home = namespaceOf(scope, props);
    const near: Place = { namespace: home, select: props.from ?? allPods(), slug: id };
    refuseAny([
      ...objectionsToSubject(near.select, '`from` of `AllowFqdn`'),
      ...objectionsToHome('`from` of `AllowFqdn`', near.select, home),
    ]);
    const rule = toNames(props.names).on(...portsIn(props.on));
    mayOpen(scope, 'AllowFqdn', near, ['egress'], props);
    openEnd(this, near, 'egress', props, () => {
      new CiliumNetworkPolicy(this, unusedId(this, id), {
        name: id,
        namespace: home,
        select: near.select,
        egress: [rule],
      });
    });
    for (const { rule: dns } of dnsProxyRules(scope)) {
      openOtherEnds(this, near, dns, (far) => farName(far, 'egress', near));
    }
  }
}
