import { Construct } from 'constructs';
import { HTTP01_SOLVER } from '../../platform';
import { because } from '../because';
import { checkProps } from '../composite-refusals';
import { pods, tcp } from '../dsl';
import type { MayIsolate } from '../may-open';
import { ruleFor } from '../openings';
import { nearest, slugOf } from '../places';
import { type Controller, checkController } from './controller';
import { openPods, promiseFlows } from './open-pods';
import { ownPlace } from './own-pods';

export interface AllowHttp01SolverProps extends MayIsolate {
  /** Through what challenges arrive: `ingressNginx()`, `cloudLoadBalancer(...)`, or your own. */
  readonly controller: Controller;
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the solvers where nothing has: the controller is then all that reaches them. @default - refused there */
  readonly isolates?: true;
}

/**
 * Lets challenges of HTTP-01 reach the pods that cert-manager starts to answer them, in the namespace
 * of the certificate. They run for seconds, so nobody sees why a certificate stays pending. Promises
 * that the controller reaches them.
 *
 * @example
 * new AllowHttp01Solver(shop, 'acme', { controller: ingressNginx() });
 * // podSelector: { matchLabels: { acme.cert-manager.io/http01-solver: "true" } }
 * // policyTypes: [Ingress]
 * // ingress:
 * //   - from: [{ namespaceSelector: ..., podSelector: ... }]
 * //     ports: [{ port: 8089, protocol: TCP }]
 * @throws {InvalidInputError} for what is neither pods nor addresses of a controller, and where nothing isolates the namespace
 * @see https://cert-manager.io/docs/configuration/acme/http01/
 */
export class AllowHttp01Solver extends Construct {
  constructor(scope: Construct, id: string, props: AllowHttp01SolverProps) {
    super(scope, id);
    because(this, 'challenges of the ACME server come through the controller');
    const what = 'AllowHttp01Solver';
    checkProps(what, props, ['controller', 'namespace', 'isolates']);
    const { controller, ...where } = props;
    checkController(what, controller);
    const near = ownPlace(scope, what, id, { ...where, for: pods({ ...HTTP01_SOLVER.labels }) });
    const ports = [tcp(HTTP01_SOLVER.port)];
    const rule = ruleFor('ingress', [nearest(controller, near.namespace)], ports);
    const flows = openPods(this, { what, near, rules: [rule] }, props);
    const name = `${slugOf(controller)} reaches the HTTP-01 solvers of ${near.namespace}`;
    promiseFlows(this, name, flows);
  }
}
