import { Construct } from 'constructs';
import { because } from '../because';
import { checkProps, decline } from '../composite-refusals';
import type { ConnectionEnd } from '../connection';
import { profileOf } from '../declared-profile';
import { type Addresses, show } from '../dsl';
import { isAddresses } from '../dsl/addresses';
import { isPeerShape } from '../dsl/shape';
import { openOtherEnds, type PortChoice, ruleFor } from '../openings';
import { type OwnEndProps, type OwnPods, ownEnd } from '../own-end';
import { nearest, type Place, placeOf, slugOf, whoIs } from '../places';
import { state } from '../statement';
import { farName } from '../tier';
import { openOwnEnd } from './open-own-end';
import { checkOutside } from './outside-only';
import { type ProxyEnvironment, proxyEnvironment } from './proxy-environment';
import { forbiddenBeside } from './proxy-promise';

export interface EgressThroughProxyProps extends OwnEndProps {
  /** The pods that leave the cluster through the proxy only. */
  readonly from: OwnPods;
  /** The pods of the proxy, or its addresses: `ipBlock('10.9.0.5/32')`. */
  readonly proxy: ConnectionEnd | Addresses;
  /** Ports of the proxy's pods, or of the proxy at its addresses. */
  readonly on: PortChoice;
}

/**
 * Lets pods reach a proxy, and promises that they do and that no other way leads to the internet:
 * a policy that opens one, whoever writes it, breaks the promise. Pods of the proxy itself are left
 * out of it; `AllowInternet` opens what they reach.
 *
 * @example
 * new EgressThroughProxy(shop, 'proxied', {
 *   from: allPods(),
 *   proxy: pods({ app: 'squid' }).in(namespace('egress')),
 *   on: tcp(3128),
 * });
 * // podSelector: {}
 * // policyTypes: [Egress]
 * // egress:
 * //   - to:
 * //       - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: egress } }
 * //         podSelector: { matchLabels: { app: squid } }
 * //     ports: [{ port: 3128, protocol: TCP }]
 * @throws {InvalidInputError} where egress is not isolated, for a proxy that is no single place, or
 * addresses that are no proxy
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ "What you can't do
 * with network policies": forcing traffic through a gateway is left to closing every other way
 */
export class EgressThroughProxy extends Construct {
  constructor(scope: Construct, id: string, props: EgressThroughProxyProps) {
    super(scope, id);
    checkProps('EgressThroughProxy', props, ['from', 'proxy', 'on', 'namespace', 'isolates']);
    const call = { construct: 'EgressThroughProxy', prop: 'from', id };
    const near = ownEnd(scope, call, props.from, props);
    const { proxy } = props;
    checkProxy(scope, near, proxy);
    const peer = proxy.kind === 'addresses' ? proxy : nearest(proxy, near.namespace);
    const rule = ruleFor('egress', [peer], props.on);
    const called = proxy.kind === 'addresses' ? proxy.label : slugOf(proxy);
    const promise = `${whoIs(near)} reach the proxy ${called}`;
    const opening = { near, direction: 'egress', rules: [rule], promise } as const;
    openOwnEnd(this, 'EgressThroughProxy', opening, props);
    openOtherEnds(this, near, rule, (far) => farName(far, 'egress', near));
    because(this, 'the proxy is the only way of its pods to the internet');
    // The promise does not bend to what other constructs say, or any of them could go around.
    state(this, {
      intents: [
        {
          name: `${whoIs(near)} reach the internet through the proxy only`,
          kind: 'never-reaches',
          flows: forbiddenBeside(rule, near, Object.values(profileOf(this)?.zones ?? {}).flat()),
          severity: 'error',
          hard: true,
        },
      ],
    });
  }

  /**
   * The variables that send the programs of these pods through the proxy, and to the cluster
   * directly: plain data for the `env` of a container.
   *
   * @param url Where the proxy answers, without a password.
   * @param noProxy What else is reached directly. @default - only what is in the cluster
   * @example
   * proxied.environment('http://squid.egress.svc:3128').HTTPS_PROXY // 'http://squid.egress.svc:3128'
   * @throws {InvalidInputError} for what is no URL of a proxy, or one with a password
   */
  environment(url: string, noProxy: readonly string[] = []): ProxyEnvironment {
    return proxyEnvironment(this, url, noProxy);
  }
}

function checkProxy(scope: Construct, near: Place, proxy: EgressThroughProxyProps['proxy']): void {
  if (isPeerShape(proxy) && isAddresses(proxy)) {
    const call = 'the addresses in `proxy` of `EgressThroughProxy`';
    checkOutside(scope, [proxy], { call, isPrivate: true });
    return;
  }
  const isPods = isPeerShape(proxy) && (proxy.kind === 'pods' || proxy.kind === 'pods-in');
  if (isPods && placeOf(proxy, near.namespace) !== undefined) return;
  const message = `\`proxy\` of \`EgressThroughProxy\` is ${show(proxy)}, which is no single place`;
  decline({ code: 'constructs/not-a-proxy', message });
}
