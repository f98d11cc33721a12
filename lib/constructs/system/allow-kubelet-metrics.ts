import { Construct } from 'constructs';
import { because } from '../because';
import { checkProps, decline } from '../composite-refusals';
import type { OwnPods } from '../own-end';
import { whoIs } from '../places';
import { towardsNodes } from './nodes-end';
import { openPods, promiseFlows } from './open-pods';
import { FOR_PODS, type ForPods, listOfPorts, ownPlace, type SomePorts } from './own-pods';

export interface AllowKubeletMetricsProps extends ForPods {
  /** The pods that scrape. */
  readonly for: OwnPods;
  /** Blocks of the nodes. @default - `nodeCidrs` of the profile; under Cilium its entities */
  readonly nodes?: readonly string[];
  /** @default - TCP 10250, where the kubelet answers */
  readonly on?: SomePorts;
}

/**
 * Lets pods scrape the kubelets, and what else listens on nodes, such as node-exporter on 9100. They
 * are on the host network, so they are named by the addresses of the nodes. Promises that the pods
 * reach them.
 *
 * @example
 * new AllowKubeletMetrics(monitoring, 'kubelets', {
 *   for: pods({ 'app.kubernetes.io/name': 'prometheus' }),
 *   nodes: ['10.0.0.0/16'],
 * });
 * // policyTypes: [Egress]
 * // egress:
 * //   - to: [{ ipBlock: { cidr: 10.0.0.0/16 } }]
 * //     ports: [{ port: 10250, protocol: TCP }]
 * @throws {InvalidInputError} where the addresses of the nodes are not known, or mean nothing to the
 * plugin, and where egress is not isolated
 * @see https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 */
export class AllowKubeletMetrics extends Construct {
  constructor(scope: Construct, id: string, props: AllowKubeletMetricsProps) {
    super(scope, id);
    because(this, 'metrics of the nodes are scraped');
    const what = 'AllowKubeletMetrics';
    checkProps(what, props, [...FOR_PODS, 'nodes', 'on']);
    if (!('for' in props)) {
      const message = '`AllowKubeletMetrics` does not say which pods scrape';
      decline({ code: 'constructs/missing-part', message, help: 'give `for`' });
    }
    const near = ownPlace(scope, what, id, props);
    const ports = props.on === undefined ? undefined : listOfPorts(what, props.on);
    const opened = towardsNodes(scope, what, props.nodes, ports);
    const flows = openPods(this, { what, near, ...opened }, props);
    if (flows.length > 0) promiseFlows(this, `${whoIs(near)} reach the nodes`, flows);
  }
}
