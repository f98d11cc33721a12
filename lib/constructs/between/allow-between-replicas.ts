import { Construct } from 'constructs';
import { DIRECTIONS, type Direction } from '../../kernel/direction';
import { checkProps } from '../composite-refusals';
import { flowOf, type Rule } from '../dsl';
import { mayOpen, openEnd } from '../may-open';
import { type PortChoice, ruleFor, writeOpening } from '../openings';
import { type OwnEndProps, type OwnPods, ownEnd } from '../own-end';
import { peerAt } from '../places';
import { state } from '../statement';
import { reachPromise } from './allowance';

export interface AllowBetweenReplicasProps extends OwnEndProps {
  /** The pods that reach each other: pods here, every one of them, or a tier. */
  readonly pods: OwnPods;
  /** The ports on which they do. */
  readonly on: PortChoice;
}

/**
 * Lets pods with the same labels reach each other: members of a cluster, such as the replicas of a
 * database. To a policy each of them is another pod, so a default deny cuts them off. With `allPods()`
 * every pod of the namespace reaches every other one. Promises that they do, unless it is every pod.
 *
 * @example
 * new AllowBetweenReplicas(shop, 'etcd', { pods: pods({ app: 'etcd' }), on: [tcp(2379), tcp(2380)] });
 * // podSelector: { matchLabels: { app: etcd } }
 * // policyTypes: [Ingress, Egress]
 * // egress:
 * //   - to: [{ podSelector: { matchLabels: { app: etcd } } }]
 * //     ports: [{ port: 2379, protocol: TCP }, { port: 2380, protocol: TCP }]
 * // ingress:
 * //   - from: [{ podSelector: { matchLabels: { app: etcd } } }]
 * //     ports: [{ port: 2379, protocol: TCP }, { port: 2380, protocol: TCP }]
 * @throws {InvalidInputError} where nothing isolates the pods, for no port, and pods of another
 * namespace
 */
export class AllowBetweenReplicas extends Construct {
  constructor(scope: Construct, id: string, props: AllowBetweenReplicasProps) {
    super(scope, id);
    const what = 'AllowBetweenReplicas';
    checkProps(what, props, ['pods', 'on', 'namespace', 'isolates']);
    const near = ownEnd(scope, { construct: what, prop: 'pods', id }, props.pods, props);
    const { namespace: home, select } = near;
    const now = mayOpen(this, what, near, DIRECTIONS, props);
    const towards = (direction: Direction): Rule<Direction> =>
      ruleFor(direction, [peerAt(near, home)], props.on);
    const rules = DIRECTIONS.map(towards);
    const write = (directions: readonly Direction[]) =>
      writeOpening(this, home, { name: id, select, directions, rules });
    write(now);
    for (const late of DIRECTIONS.filter((each) => !now.includes(each))) {
      openEnd(this, near, late, props, () => write([late]));
    }
    const flow = flowOf(towards('egress'), select, home);
    state(this, { flows: [flow], intents: reachPromise(near, near, flow) });
  }
}
