import { Construct } from 'constructs';
import { because } from '../because';
import { checkProps, decline } from '../composite-refusals';
import type { Pods, PodsInNamespace } from '../dsl';
import type { MayIsolate } from '../may-open';
import { whoIs } from '../places';
import { type ApiServerCalls, fromApiServer } from './from-api-server';
import { openPods, promiseFlows } from './open-pods';
import { listOfPorts, ownPlace, type SomePorts, surelyListen } from './own-pods';

export interface AllowAdmissionWebhookProps extends MayIsolate {
  /** The pods that answer the webhook. */
  readonly for: Pods | PodsInNamespace;
  /** The port of those pods: the `targetPort` of the Service, and not its port 443. */
  readonly on: SomePorts;
  /**
   * `everyone()`, or the addresses of the control plane.
   *
   * @default - under Cilium its entities; must be said elsewhere, because no selector matches it
   */
  readonly from?: ApiServerCalls;
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods where nothing has: the webhook is then all that reaches them. @default - refused there */
  readonly isolates?: true;
}

/**
 * Lets the API server call a webhook: for admission, conversion, or an aggregated API. Its calls
 * come from the nodes of the control plane, so they are opened by address or, said out loud, to
 * everyone on that one port. Promises that the addresses reach it.
 *
 * @example
 * new AllowAdmissionWebhook(shop, 'policy', { for: pods({ app: 'policy' }), on: tcp(9443), from: everyone() });
 * // podSelector: { matchLabels: { app: policy } }
 * // policyTypes: [Ingress]
 * // ingress:
 * //   - ports: [{ port: 9443, protocol: TCP }]
 * @throws {InvalidInputError} where `from` is not said or is pods, and where nothing isolates the pods
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
 */
export class AllowAdmissionWebhook extends Construct {
  constructor(scope: Construct, id: string, props: AllowAdmissionWebhookProps) {
    super(scope, id);
    because(this, 'the API server calls the webhook');
    const what = 'AllowAdmissionWebhook';
    checkProps(what, props, ['for', 'on', 'from', 'namespace', 'isolates']);
    if (!('for' in props && 'on' in props)) {
      const message = '`AllowAdmissionWebhook` does not say which pods answer, and on which port';
      decline({ code: 'constructs/missing-part', message, help: 'give `for` and `on`' });
    }
    const near = ownPlace(scope, what, id, props);
    const ports = listOfPorts(what, props.on);
    const callers = {
      what,
      prop: 'from',
      ...(props.from !== undefined && { from: props.from }),
    };
    const opened = fromApiServer(scope, callers, ports);
    const flows = openPods(this, { what, near, ...opened }, props);
    const isNamed = opened.rules.some(({ peers }) => peers !== 'any');
    if (isNamed && surelyListen(near, ports)) {
      promiseFlows(this, `the API server reaches ${whoIs(near)}`, flows);
    }
  }
}
