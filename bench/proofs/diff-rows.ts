import { type ClusterMap, compile } from '#netpol/engine';
import { InternalError, samePorts } from '#netpol/kernel';
import type { Cluster, Pod } from '#netpol/model';
import type { Profile } from '#netpol/platform';
import type { DiffResult } from '#netpol/results';
import { podsOf } from '../naive/flows';

/** A diff, and the namespace that one policy was added to. */
export interface AskedDiff {
  readonly found: DiffResult;
  readonly profile: Profile;
  readonly namespace: string;
}

/** Every so-manieth pod of elsewhere is compared with the pods of the namespace. */
const ELSEWHERE = 200;

/**
 * Compares a diff with the maps of both sides: pods of the namespace among themselves, and from and
 * to some pods of elsewhere. A row must be there exactly where the maps differ.
 *
 * @throws {InternalError} for the first pair where that is not so
 */
export function refuseWrongRows(before: Cluster, after: Cluster, asked: AskedDiff): number {
  const { found, profile, namespace } = asked;
  const { added, removed, changed } = found.summary.policies;
  if (added !== 1 || removed + changed !== 0) throw new InternalError('the diff misses the policy');
  if (found.rows.length === 0) throw new InternalError('the policy opens nothing');
  const isTold = toldBy(found);
  const sides = [sideOf(before, profile), sideOf(after, profile)] as const;
  let compared = 0;
  for (const [from, to] of pairsAround(namespace, [...sides[0].pods.keys()])) {
    compared += 1;
    const differs = !isSame(sides, from, to);
    if (differs === isTold(from, to)) continue;
    throw new InternalError(`${from} to ${to} ${differs ? 'differs' : 'does not differ'}`);
  }
  return compared;
}

type Pair = readonly [from: string, to: string];

function* pairsAround(namespace: string, names: readonly string[]): Generator<Pair> {
  const inside = names.filter((name) => name.startsWith(`${namespace}/`));
  const others = names.filter((_, at) => at % ELSEWHERE === 0);
  for (const one of inside) {
    for (const other of new Set([...inside, ...others])) {
      if (one === other) continue;
      yield [one, other];
      yield [other, one];
    }
  }
}

interface Side {
  readonly map: ClusterMap;
  readonly pods: ReadonlyMap<string, Pod>;
}

function sideOf(cluster: Cluster, profile: Profile): Side {
  const named = podsOf(cluster).map((pod): [string, Pod] => [`${pod.namespace}/${pod.name}`, pod]);
  return { map: compile(cluster, profile).map(), pods: new Map(named) };
}

function isSame([before, after]: readonly [Side, Side], from: string, to: string): boolean {
  const [one, other] = [connectionOf(before, from, to), connectionOf(after, from, to)];
  return samePorts(one.allowed, other.allowed) && samePorts(one.undecided, other.undecided);
}

function connectionOf({ map, pods }: Side, from: string, to: string) {
  const [source, destination] = [pods.get(from), pods.get(to)];
  if (source === undefined || destination === undefined) throw new InternalError('a pod is gone');
  const place = (pod: Pod) => map.endOf({ kind: 'pod', pod });
  return map.connection(place(source), place(destination));
}

/** Whether a row tells of two pods, by the endpoints that they belong to. */
function toldBy({ endpoints, rows }: DiffResult): (from: string, to: string) => boolean {
  const endpointOf = new Map<string, string>(
    endpoints.flatMap((end): Pair[] =>
      end.kind === 'ip' ? [] : end.pods.map((pod) => [`${end.namespace}/${pod}`, end.id]),
    ),
  );
  const told = new Set(rows.map(({ from, to }) => `${from} ${to}`));
  return (from, to) => told.has(`${endpointOf.get(from)} ${endpointOf.get(to)}`);
}
