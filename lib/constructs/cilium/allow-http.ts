import { Construct } from 'constructs';
import { checkProps } from '../composite-refusals';
import type { Everyone, Peer, Subject } from '../dsl';
import { objectionsToHome, objectionsToSubject } from '../dsl/check-policy';
import { refuseAny } from '../dsl/refuse';
import { ruleOf } from '../dsl/rule';
import { ruleTowards } from '../ends';
import { mayOpen, openEnd } from '../may-open';
import { namespaceOf } from '../namespace-scope';
import { openOtherEnds, type PortChoice, unusedId } from '../openings';
import type { Place } from '../places';
import { farName } from '../tier';
import { CiliumNetworkPolicy } from './cilium-network-policy';
import type { HttpRule } from './http';
import { overHttp } from './over-http';

export interface AllowHttpProps {
  /** Who sends the requests: peers, or `everyone()`. */
  readonly from: Peer | readonly Peer[] | Everyone;
  /** The pods that answer. */
  readonly to: Subject;
  /** The TCP ports on which they speak HTTP, one by one. */
  readonly on: PortChoice;
  /** The requests that pass: any of these. */
  readonly rules: readonly HttpRule[];
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods where nothing has: these requests are then all they get. @default - refused there */
  readonly isolates?: true;
}

/**
 * Lets only certain HTTP requests through, by Cilium; others get 403. Opens egress at the other end
 * by a NetworkPolicy, where this app isolates it. Promises that no NetworkPolicy opens the same port
 * to the same pods: what a pod may do is the union of all policies, and a plain rule undoes HTTP rules.
 * Every rule of the app that does is refused at synth; manifests beside the app are asked by an intent,
 * where this app isolates the pods by a NetworkPolicy.
 *
 * @example
 * new AllowHttp(shop, 'reads', {
 *   from: pods({ app: 'web' }),
 *   to: pods({ app: 'api' }),
 *   on: tcp(8080),
 *   rules: [http({ method: 'GET', path: pathPrefix('/api/') })],
 * });
 * // CiliumNetworkPolicy shop/reads:
 * //   ingress:
 * //     - fromEndpoints: [{ matchLabels: { k8s:app: web, k8s:io.kubernetes.pod.namespace: shop } }]
 * //       toPorts: [{ ports: [...], rules: { http: [{ method: GET, path: /api/.* }] } }]
 * // NetworkPolicy shop/web-to-reads:
 * //   egress: [{ to: [{ podSelector: ... }], ports: [...] }]
 * @throws {InvalidInputError} where ingress is not isolated, for no request, a port that is no single
 * TCP port, or a profile with another plugin; at synth for a plain rule that undoes the requests
 */
export class AllowHttp extends Construct {
  constructor(scope: Construct, id: string, props: AllowHttpProps) {
    super(scope, id);
    checkProps('AllowHttp', props, ['from', 'to', 'on', 'rules', 'namespace', 'isolates']);
    const home = namespaceOf(scope, props);
    const near: Place = { namespace: home, select: props.to, slug: id };
    refuseAny([
      ...objectionsToSubject(props.to, '`to` of `AllowHttp`'),
      ...objectionsToHome('`to` of `AllowHttp`', props.to, home),
    ]);
    const rule = ruleOf({
      ...ruleTowards('ingress', props.from, props.on, home),
      direction: 'ingress',
    });
    const narrow = overHttp(rule, props.rules);
    mayOpen(scope, 'AllowHttp', near, ['ingress'], props);
    openEnd(this, near, 'ingress', props, () => {
      new CiliumNetworkPolicy(this, unusedId(this, id), {
        name: id,
        namespace: home,
        select: props.to,
        ingress: [narrow],
      });
    });
    openOtherEnds(this, near, rule, (far) => farName(far, 'ingress', near));
  }
}
