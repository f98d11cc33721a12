import {
  type AddressSet,
  ALL_PORTS,
  anyAddress,
  compareText,
  hasAddress,
  hasPort,
  InternalError,
  noPorts,
  type Protocol,
  samePorts,
  toPortRanges,
  type VerdictWord,
} from '../../kernel';
import { addressClasses, type Cluster, type FlowEnd, type Pod } from '../../model';
import type { Connection } from '../evaluator';
import type { ClusterMap, MapEnd, MapEntry, MapSpread, MapTotals } from './cluster-map';

type Connect = (from: FlowEnd, to: FlowEnd) => Connection;

/**
 * A map that asks for every pair on its own: slow, and right by definition. `connect` answers for
 * two different pods, also where it gets one pod twice.
 */
export function mapByPairs(
  cluster: Cluster,
  classOf: (pod: Pod) => number,
  connect: Connect,
): ClusterMap {
  const ends = endsOf(cluster, classOf);
  const places = new Map(
    ends.flatMap((end, at) => (end.kind === 'pods' ? end.pods.map((pod) => [pod, at]) : [])),
  );
  const interned = internConnections();
  const endAt = (at: number): FlowEnd => {
    const end = ends[at];
    const pod = end?.kind === 'pods' ? end.pods[0] : undefined;
    if (pod !== undefined) return { kind: 'pod', pod };
    if (end?.kind === 'addresses') return end;
    throw new InternalError(`there is no end ${at} in this map`);
  };
  const connection = (from: number, to: number) => interned(connect(endAt(from), endAt(to)));
  const entries = (pair: (at: number) => readonly [from: number, to: number]) =>
    ends.flatMap((_, end): readonly MapEntry[] => {
      const [from, to] = pair(end);
      if (!isPair(ends, from, to)) return [];
      const passing = connection(from, to);
      return isNothing(passing) ? [] : [{ end, connection: passing }];
    });
  return {
    ends,
    endOf: (end) => {
      const at = end.kind === 'pod' ? places.get(end.pod) : placeOf(ends, end.addresses);
      if (at === undefined || at < 0) throw new InternalError('this end is not of this cluster');
      return at;
    },
    word: (from, to, protocol, port) => wordIn(connection(from, to), protocol, port),
    connection,
    row: (from) => entries((at) => [from, at]),
    column: (to) => entries((at) => [at, to]),
    totals: () => totalsOf(ends, connection),
    spread: () => spreadOf(ends, connection),
  };
}

function endsOf(cluster: Cluster, classOf: (pod: Pod) => number): readonly MapEnd[] {
  const classes = new Map<number, Pod[]>();
  for (const { pods } of cluster.workloads) {
    for (const pod of pods) {
      const known = classes.get(classOf(pod));
      if (known === undefined) classes.set(classOf(pod), [pod]);
      else known.push(pod);
    }
  }
  const namespaceOf = (pods: readonly Pod[]) => pods[0]?.namespace ?? '';
  const byNamespace = [...classes.values()].sort((a, b) =>
    compareText(namespaceOf(a), namespaceOf(b)),
  );
  return [
    ...byNamespace.map((pods): MapEnd => ({ kind: 'pods', pods })),
    ...addressClasses(cluster.policies).map(
      (addresses): MapEnd => ({ kind: 'addresses', addresses }),
    ),
  ];
}

function placeOf(ends: readonly MapEnd[], addresses: AddressSet): number {
  const example = anyAddress(addresses);
  return ends.findIndex(
    (end) =>
      end.kind === 'addresses' && example !== undefined && hasAddress(end.addresses, example),
  );
}

/** Whether the cluster has a word about these ends: two addresses are none of its flows. */
function isPair(ends: readonly MapEnd[], from: number, to: number): boolean {
  const [source, destination] = [ends[from], ends[to]];
  if (source?.kind !== 'pods') return destination?.kind === 'pods';
  return from !== to || pairsWithin(source.pods) > 0;
}

/** Ordered pairs of different pods; replicas of one template are different pods. */
function pairsWithin(pods: readonly Pod[]): number {
  const templates = pods.filter(({ stands }) => stands === 'for-replicas').length;
  return pods.length * (pods.length - 1) + templates;
}

function isNothing({ allowed, undecided }: Connection): boolean {
  return noPorts(allowed) && noPorts(undecided);
}

function wordIn(connection: Connection, protocol: Protocol, port: number): VerdictWord {
  if (hasPort(connection.allowed, protocol, port)) return 'allowed';
  return hasPort(connection.undecided, protocol, port) ? 'undecided' : 'denied';
}

/** One object for all connections that say the same. */
function internConnections(): (connection: Connection) => Connection {
  const known = new Map<string, Connection>();
  return (connection) => {
    const { allowed, undecided, reasons } = connection;
    const form = JSON.stringify([
      toPortRanges(allowed),
      toPortRanges(undecided),
      reasons.map(({ id, ports }) => [id, toPortRanges(ports)]),
    ]);
    const same = known.get(form) ?? connection;
    known.set(form, same);
    return same;
  };
}

function totalsOf(
  ends: readonly MapEnd[],
  connection: (from: number, to: number) => Connection,
): MapTotals {
  const totals = { pairs: 0, open: 0, partly: 0, undecided: 0, closed: 0 };
  for (const [from, source] of ends.entries()) {
    for (const [to, destination] of ends.entries()) {
      if (source.kind !== 'pods' || destination.kind !== 'pods') continue;
      const pairs =
        from === to ? pairsWithin(source.pods) : source.pods.length * destination.pods.length;
      totals.pairs += pairs;
      totals[kindOf(connection(from, to))] += pairs;
    }
  }
  return totals;
}

function spreadOf(
  ends: readonly MapEnd[],
  connection: (from: number, to: number) => Connection,
): MapSpread {
  const podsBeside = (end: number, other: number) => {
    const pods = ends[other]?.kind === 'pods' ? ends[other].pods : [];
    const isItself = end === other && pods[0]?.stands === 'for-one-pod';
    return isItself ? pods.length - 1 : pods.length;
  };
  const counts = (pair: (end: number, other: number) => Connection) =>
    ends.map((_, end) =>
      ends.reduce((sum, { kind }, other) => {
        const isFlow = kind === 'pods' && !isNothing(pair(end, other));
        return isFlow ? sum + podsBeside(end, other) : sum;
      }, 0),
    );
  return {
    reaches: counts(connection),
    reachedBy: counts((end, other) => connection(other, end)),
  };
}

function kindOf({ allowed, undecided }: Connection): Exclude<keyof MapTotals, 'pairs'> {
  if (samePorts(allowed, ALL_PORTS)) return 'open';
  if (!noPorts(allowed)) return 'partly';
  return noPorts(undecided) ? 'closed' : 'undecided';
}
