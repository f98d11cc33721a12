import { Construct } from 'constructs';
import { because } from '../because';
import { checkProps, decline } from '../composite-refusals';
import { ruleTowards } from '../ends';
import type { MayIsolate } from '../may-open';
import type { OwnPods } from '../own-end';
import { slugOf, whoIs } from '../places';
import { type Controller, checkController } from './controller';
import { openPods, promiseFlows } from './open-pods';
import { listOfPorts, ownPlace, type SomePorts, surelyListen } from './own-pods';

export interface AllowIngressControllerProps extends MayIsolate {
  /** The pods that requests are forwarded to. */
  readonly to: OwnPods;
  /** Ports of those pods, not of the Service in front of them. */
  readonly on: SomePorts;
  /** `ingressNginx()`, `istioGateway()`, `cloudLoadBalancer(...)`, or your own. */
  readonly controller: Controller;
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods where nothing has: the controller is then all that reaches them. @default - refused there */
  readonly isolates?: true;
}

/**
 * Lets an ingress controller, a gateway or a load balancer of the cloud reach pods, and opens its
 * egress where this app isolates that. Promises that it reaches them.
 *
 * @example
 * new AllowIngressController(shop, 'web', { to: pods({ app: 'web' }), on: tcp(8080), controller: ingressTraefik() });
 * // podSelector: { matchLabels: { app: web } }
 * // policyTypes: [Ingress]
 * // ingress:
 * //   - from:
 * //       - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: traefik } }
 * //         podSelector: { matchLabels: { app.kubernetes.io/name: traefik } }
 * //     ports: [{ port: 8080, protocol: TCP }]
 * @throws {InvalidInputError} for a controller that is every address, and where nothing isolates the pods
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/
 */
export class AllowIngressController extends Construct {
  constructor(scope: Construct, id: string, props: AllowIngressControllerProps) {
    super(scope, id);
    because(this, 'requests from outside come through the controller');
    const what = 'AllowIngressController';
    checkProps(what, props, ['to', 'on', 'controller', 'namespace', 'isolates']);
    if (!('to' in props && 'on' in props)) {
      const message = `\`${what}\` does not say which pods are reached, and on which port`;
      decline({ code: 'constructs/missing-part', message, help: 'give `to` and `on`' });
    }
    checkController(what, props.controller);
    const { to, on, controller, ...where } = props;
    const near = ownPlace(scope, what, id, { ...where, for: to }, 'to');
    const ports = listOfPorts(what, on);
    const rule = ruleTowards('ingress', controller, ports, near.namespace);
    const flows = openPods(this, { what, near, rules: [rule] }, props);
    if (surelyListen(near, ports)) {
      promiseFlows(this, `${slugOf(controller)} reaches ${whoIs(near)}`, flows);
    }
  }
}
