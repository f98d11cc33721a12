import { type ClusterMap, type Connection, compile, type Evaluator } from '../../engine';
import { groupBy, noPorts, type PortSet } from '../../kernel';
import type { Cluster, FlowEnd } from '../../model';
import type { Profile } from '../../platform';
import type { Endpoint } from '../../results';
import { type Passing, passingTo } from '../shared/passing';
import { standingAs } from '../shared/standing';
import { endsBetween, type PodEnd, podEnds } from '../shared/workload-endpoints';
import { add, type Bits, noBits } from './bits';
import { type OutsideEnd, outsideOf } from './outside';

/**
 * Who reaches whom in one step. Endpoints are numbered: workloads, then addresses. Workloads that no
 * policy tells apart reach the same, and are reached by the same: each such class is one node, and
 * so is each of the addresses, which come after all classes.
 */
export interface Graph {
  readonly evaluator: Evaluator;
  readonly workloads: readonly PodEnd[];
  readonly outside: readonly OutsideEnd[];
  readonly endpoints: readonly Endpoint[];
  /** The node of each endpoint. */
  readonly nodeOf: readonly number[];
  /** The endpoints of each node, ascending. */
  readonly membersOf: readonly (readonly number[])[];
  /** How many nodes are classes of workloads. */
  readonly classes: number;
  /** Of a class, which nodes it surely reaches on some port; itself where its members do. */
  readonly sure: (node: number) => Bits;
  /** The same, with those whom it may reach. */
  readonly perhaps: (node: number) => Bits;
}

/** Asks once for each class whom it reaches, when somebody follows it there. */
export function graphOf(cluster: Cluster, profile: Profile): Graph {
  const workloads = podEnds(cluster, 'workload');
  const evaluator = compile(standingAs(cluster, workloads), profile);
  const map = evaluator.map();
  const outside = outsideOf(cluster, profile, map);
  const classes = map.ends.filter(({ kind }) => kind === 'pods').length;
  const nodeOf = [
    ...workloads.map(({ pods: [pod] }) => map.endOf({ kind: 'pod', pod })),
    ...outside.map((_, at) => classes + at),
  ];
  const members = groupBy(nodeOf.keys(), (number) => nodeOf[number] ?? 0);
  const nodes = classes + outside.length;
  const membersOf = Array.from({ length: nodes }, (_, node) => members.get(node) ?? []);
  const endpoints = [...workloads, ...outside].map(({ endpoint }) => endpoint);
  const steps = stepsOf(map, classes, outside);
  return { evaluator, workloads, outside, endpoints, nodeOf, membersOf, classes, ...steps };
}

function stepsOf(
  map: ClusterMap,
  classes: number,
  outside: readonly OutsideEnd[],
): Pick<Graph, 'sure' | 'perhaps'> {
  const targets = targetsOf(map, classes, outside);
  const rows = new Map<number, Readonly<Record<'sure' | 'perhaps', Bits>>>();
  const rowOf = (from: number) => {
    const known = rows.get(from);
    if (known !== undefined) return known;
    const row = {
      sure: noBits(classes + outside.length),
      perhaps: noBits(classes + outside.length),
    };
    for (const { end, connection } of map.row(from)) addSteps(row, targets[end] ?? [], connection);
    rows.set(from, row);
    return row;
  };
  return { sure: (from) => rowOf(from).sure, perhaps: (from) => rowOf(from).perhaps };
}

function addSteps(
  { sure, perhaps }: Readonly<Record<'sure' | 'perhaps', Bits>>,
  targets: readonly Target[],
  connection: Connection,
): void {
  for (const { node, passing } of targets) {
    const passes = passing(connection);
    if (passes !== 'nothing') add(perhaps, node);
    if (passes === 'surely') add(sure, node);
  }
}

/** What an end of the map stands for, and whether something passes to it. */
interface Target {
  readonly node: number;
  readonly passing: (connection: Connection) => Passes;
}

type Passes = 'surely' | 'perhaps' | 'nothing';

function targetsOf(
  map: ClusterMap,
  classes: number,
  outside: readonly OutsideEnd[],
): readonly (readonly Target[])[] {
  const onAny = passingOn(undefined);
  const targets: Target[][] = map.ends.map((_, end) =>
    end < classes ? [{ node: end, passing: onAny }] : [],
  );
  for (const [at, { end, ports }] of outside.entries()) {
    targets[map.endOf(end)]?.push({ node: classes + at, passing: passingOn(ports) });
  }
  return targets;
}

/** Pairs that exchange the same share the very object, so each is looked at once. */
function passingOn(ports: PortSet | undefined): (connection: Connection) => Passes {
  const known = new Map<Connection, Passes>();
  return (connection) => {
    const found = known.get(connection) ?? passes(passingTo(connection, ports));
    known.set(connection, found);
    return found;
  };
}

function passes(passing: Passing | undefined): Passes {
  if (passing === undefined) return 'nothing';
  return noPorts(passing.allowed) ? 'perhaps' : 'surely';
}

/** A flow from one number to another, and what passes on it. */
export interface GraphStep {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly passing: Passing;
}

/** One step of a path; undefined where nothing passes. */
export function stepBetween(
  { evaluator, workloads, outside }: Graph,
  from: number,
  to: number,
): GraphStep | undefined {
  const source = workloads[from];
  if (source === undefined || from === to) return undefined;
  const pods = workloads[to];
  const addresses = outside[to - workloads.length];
  const ends = pods === undefined ? outwards(source, addresses) : endsBetween(source, pods);
  if (ends === undefined) return undefined;
  const passing = passingTo(evaluator.connection(...ends), addresses?.ports);
  return passing && { from: ends[0], to: ends[1], passing };
}

function outwards(
  { pods: [pod] }: PodEnd,
  addresses: OutsideEnd | undefined,
): readonly [FlowEnd, FlowEnd] | undefined {
  return addresses && [{ kind: 'pod', pod }, addresses.end];
}
