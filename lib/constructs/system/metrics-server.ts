import { Construct } from 'constructs';
import { WELL_KNOWN } from '../../platform';
import { because } from '../because';
import { checkProps } from '../composite-refusals';
import { type Pods, tcp } from '../dsl';
import { selectorFrom } from '../dsl/labels';
import { podsSelectedBy } from '../dsl/pods';
import type { MayIsolate } from '../may-open';
import { whoIs } from '../places';
import { API_SERVER_PLACE, type ApiServerPlace, towardsApiServer } from './api-server-end';
import { type ApiServerCalls, fromApiServer } from './from-api-server';
import { towardsNodes } from './nodes-end';
import { flowsOut, openPods, promiseFlows } from './open-pods';
import { ownPlace } from './own-pods';

export interface MetricsServerProps extends MayIsolate, ApiServerPlace {
  /** @default - the pods of its own manifests: `k8s-app: metrics-server` */
  readonly for?: Pods;
  /** `everyone()`, or the addresses of the control plane. @default - under Cilium its entities; must be said elsewhere */
  readonly from?: ApiServerCalls;
  /** Blocks of the nodes. @default - `nodeCidrs` of the profile; under Cilium its entities */
  readonly nodes?: readonly string[];
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods where nothing has: this is then all they have. @default - refused there */
  readonly isolates?: true;
}

const PROPS = ['for', 'from', 'nodes', 'namespace', 'isolates', ...API_SERVER_PLACE];
const { labels, ports } = WELL_KNOWN['metrics-server'];

/**
 * metrics-server with everything it needs: the API server, which aggregates it, reaches it; it
 * reaches the kubelets and the API server. Promises that it reaches them.
 *
 * @example
 * new MetricsServer(system, 'metrics-server', {
 *   from: everyone(), nodes: ['172.18.0.0/16'], cidrs: ['172.18.0.2/32'],
 * });
 * // podSelector: { matchLabels: { k8s-app: metrics-server } }
 * // policyTypes: [Ingress, Egress]
 * // ingress:
 * //   - ports: [{ port: 10250, protocol: TCP }]
 * // egress:
 * //   - to: [{ ipBlock: { cidr: 172.18.0.0/16 } }]
 * //     ports: [{ port: 10250, protocol: TCP }]
 * //   - to: [{ ipBlock: { cidr: 172.18.0.2/32 } }]
 * //     ports: [{ port: 443, protocol: TCP }, { port: 6443, protocol: TCP }]
 * @throws {InvalidInputError} where addresses or callers are not known, and where nothing isolates the pods
 * @see https://github.com/kubernetes-sigs/metrics-server
 */
export class MetricsServer extends Construct {
  constructor(scope: Construct, id: string, props: MetricsServerProps = {}) {
    super(scope, id);
    because(this, 'metrics-server reads what nodes use, for the API server');
    const what = 'MetricsServer';
    checkProps(what, props, PROPS);
    const select = props.for ?? podsSelectedBy(selectorFrom('pods', labels));
    const near = ownPlace(scope, what, id, { ...props, for: select });
    const callers = {
      what,
      prop: 'from',
      ...(props.from !== undefined && { from: props.from }),
    };
    const parts = [
      fromApiServer(
        scope,
        callers,
        ports.map(({ port }) => tcp(port)),
      ),
      towardsNodes(scope, what, props.nodes),
      towardsApiServer(scope, what, props),
    ];
    const rules = parts.flatMap((part) => part.rules);
    const entities = parts.flatMap((part) => part.entities);
    openPods(this, { what, near, rules, entities }, props);
    const reached = flowsOut(near, rules);
    if (reached.length > 0) {
      promiseFlows(this, `${whoIs(near)} reach the nodes and the API server`, reached);
    }
  }
}
