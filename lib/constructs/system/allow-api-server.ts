import { Construct } from 'constructs';
import { because } from '../because';
import { checkProps } from '../composite-refusals';
import { whoIs } from '../places';
import { API_SERVER_PLACE, type ApiServerPlace, towardsApiServer } from './api-server-end';
import { openPods, promiseFlows } from './open-pods';
import { FOR_PODS, type ForPods, listOfPorts, ownPlace, type SomePorts } from './own-pods';

export interface AllowApiServerProps extends ForPods, ApiServerPlace {
  /** @default - TCP 443, of the Service and of many endpoints, and 6443, of the others */
  readonly on?: SomePorts;
}

/**
 * Lets pods reach the API server: by the addresses of its endpoints and of its Service, because
 * plugins differ in which of them they judge; under Cilium, where addresses mean nothing, by its
 * entity. Promises that the pods reach the addresses.
 *
 * @example
 * new AllowApiServer(shop, 'api-server', { for: pods({ app: 'operator' }), cidrs: ['172.18.0.2/32'] });
 * // podSelector: { matchLabels: { app: operator } }
 * // policyTypes: [Egress]
 * // egress:
 * //   - to: [{ ipBlock: { cidr: 172.18.0.2/32 } }]
 * //     ports: [{ port: 443, protocol: TCP }, { port: 6443, protocol: TCP }]
 * @throws {InvalidInputError} where its addresses are not known or mean nothing to the plugin, and
 * where egress is not isolated
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export class AllowApiServer extends Construct {
  constructor(scope: Construct, id: string, props: AllowApiServerProps = {}) {
    super(scope, id);
    because(this, 'the pods call the API server');
    const what = 'AllowApiServer';
    checkProps(what, props, [...FOR_PODS, ...API_SERVER_PLACE, 'on']);
    const near = ownPlace(scope, what, id, props);
    const ports = props.on === undefined ? undefined : listOfPorts(what, props.on);
    const opened = towardsApiServer(scope, what, props, ports);
    const flows = openPods(this, { what, near, ...opened }, props);
    if (flows.length > 0) promiseFlows(this, `${whoIs(near)} reach the API server`, flows);
  }
}
