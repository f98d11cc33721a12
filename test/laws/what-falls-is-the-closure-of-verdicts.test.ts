import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blast, checkIntents } from '../../lib/analyses';
import { noPorts, type Statement } from '../../lib/kernel';
import type { Cluster, FlowEnd, Pod } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import { bySemantics } from '../support/by-semantics';
import { inhabited, placedProfile } from '../support/strangers';

const RUNS = 100;

/** Distances in flows from one pod to others by way of pods. */
function distances(
  pods: readonly Pod[],
  passes: (from: Pod, to: Pod) => boolean,
  taken: Pod,
): ReadonlyMap<Pod, number> {
  const found = new Map<Pod, number>([[taken, 0]]);
  // A pod is at most as far away as there are pods.
  for (const step of pods.keys()) {
    const here = pods.filter((pod) => found.get(pod) === step);
    const next = pods.filter((to) => !found.has(to) && here.some((from) => passes(from, to)));
    for (const to of next) found.set(to, step + 1);
  }
  return found;
}

interface Asked {
  readonly cluster: Cluster;
  readonly profile: Profile;
}

const asked: fc.Arbitrary<Asked> = fc.record({ cluster: inhabited, profile: placedProfile });

function passing({ cluster, profile }: Asked) {
  const judge = bySemantics(cluster, profile);
  const known = new Map<Pod, Map<FlowEnd | Pod, { sure: boolean; may: boolean }>>();
  return (from: Pod, to: Pod | FlowEnd) => {
    const row = known.get(from) ?? new Map();
    known.set(from, row);
    const end: FlowEnd = 'kind' in to ? to : { kind: 'pod', pod: to };
    const is = row.get(to) ?? answer(judge.connection({ kind: 'pod', pod: from }, end));
    row.set(to, is);
    return is;
  };
}

function answer({ allowed, undecided }: ReturnType<ReturnType<typeof bySemantics>['connection']>) {
  return { sure: !noPorts(allowed), may: !noPorts(allowed) || !noPorts(undecided) };
}

describe('what falls with a workload', () => {
  test('is what a naive closure of verdicts reaches, in as many steps', () => {
    fc.assert(
      fc.property(asked, (each) => {
        const { cluster, profile } = each;
        const pods = cluster.workloads.flatMap((workload) => workload.pods);
        const idOf = ({ namespace, name }: Pod) => `${namespace}/${name}`;
        const passes = passing(each);
        const { blasts, ranking } = blast(cluster, profile, {
          taken: () => true,
          ranked: () => true,
        });
        for (const taken of pods) {
          const sure = distances(pods, (from, to) => passes(from, to).sure, taken);
          const may = distances(pods, (from, to) => passes(from, to).may, taken);
          const expected = pods
            .filter((pod) => pod !== taken && may.has(pod))
            .map((pod) => {
              const steps = sure.get(pod);
              return [
                idOf(pod),
                steps === undefined ? 'undecided' : 'allowed',
                steps ?? may.get(pod),
              ];
            })
            .sort();
          const found = blasts.find(({ taken: { id } }) => id === idOf(taken));
          const told = (found?.reached ?? [])
            .filter(({ outside }) => outside === undefined)
            .map(({ to, verdict, steps }) => [to, verdict, steps])
            .sort();
          expect(told).toEqual(expected);
          for (const { path, verdict } of found?.reached.filter(
            ({ outside }) => outside === undefined,
          ) ?? []) {
            const ends = path.map((id) => pods.find((pod) => idOf(pod) === id));
            const are = ends.slice(1).map((to, index) => {
              const from = ends[index];
              return (
                from !== undefined &&
                to !== undefined &&
                passes(from, to)[verdict === 'allowed' ? 'sure' : 'may']
              );
            });
            expect([path, are.every(Boolean)]).toEqual([path, true]);
          }
          const rank = ranking.find(({ workload }) => workload === idOf(taken));
          expect([rank?.falls, rank?.mayFall]).toEqual([sure.size - 1, may.size - sure.size]);
        }
        // Who is followed alone is ranked by what was found, and not by a closure.
        expect(blast(cluster, profile, { taken: () => true }).ranking).toEqual(ranking);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('an intent that one end never gets to another by any way', () => {
  test('holds exactly where no way leads there', () => {
    fc.assert(
      fc.property(asked, fc.nat(3), fc.nat(3), (each, a, b) => {
        const { cluster, profile } = each;
        const pods = cluster.workloads.flatMap((workload) => workload.pods);
        const [from, to] = [pods[a % pods.length], pods[b % pods.length]];
        if (from === undefined || to === undefined || from === to) return;
        const end = ({ namespace, name }: Pod) => ({ kind: 'workload', namespace, name }) as const;
        const flows = [{ from: [end(from)], to: [end(to)] }];
        const told = (['never-reaches', 'never-reaches-transitively'] as const).map((kind) => {
          const intents = [{ kind, name: 'never', severity: 'error', hard: true, flows }] as const;
          const statements: readonly Statement[] = [
            { source: { file: 'intents.yaml' }, flows: [], intents },
          ];
          return checkIntents(cluster, profile, { statements, today: '2026-11-21' }).intents[0]
            ?.verdict;
        });
        const passes = passing(each);
        const sure = distances(pods, (one, other) => passes(one, other).sure, from);
        const may = distances(pods, (one, other) => passes(one, other).may, from);
        const known = sure.has(to) ? 'broken' : may.has(to) ? 'undecided' : 'holds';
        // In one step, pods that do not exist yet and look the same count as well.
        const [directly, byAnyWay] = told;
        const expected =
          [directly, known].find((each) => each === 'broken') ??
          [directly, known].find((each) => each === 'undecided') ??
          'holds';
        expect({ from, to, directly, known, byAnyWay }).toMatchObject({ byAnyWay: expected });
      }),
      { numRuns: RUNS },
    );
  });
});
