import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressEnds, podEnds, reach, reachOverview } from '../../../lib/analyses';
import { ALL_PORTS, fromPortRanges, noPorts, samePorts } from '../../../lib/kernel';
import type { Cluster } from '../../../lib/model';
import { portable } from '../../../lib/platform';
import type { ReachFlow, WidestWorkloads } from '../../../lib/results';
import { cluster } from '../../support/arbitraries';
import { clusterOf } from '../../support/cluster';

/** The summary of a cluster of any size. */
function summary(of: Cluster) {
  const overview = reachOverview(of, portable, { maxPairs: 0 });
  if (overview === undefined) expect.fail('there is no pair of ends');
  return overview;
}

/** The flows between pods, one by one. */
function flowsOf(of: Cluster): readonly ReachFlow[] {
  const { endpoints, flows } = reach(of, portable, { granularity: 'pod', maxPairs: Infinity });
  const pods = new Set(endpoints.flatMap(({ kind, id }) => (kind === 'workload' ? [id] : [])));
  return flows.filter(({ from, to }) => pods.has(from) && pods.has(to));
}

function isOpen({ allowed }: ReachFlow): boolean {
  return samePorts(fromPortRanges(allowed), ALL_PORTS);
}

function isClosedButFor({ allowed }: ReachFlow): boolean {
  return noPorts(fromPortRanges(allowed));
}

/** How many pods the widest pod of each workload has on the other side of its flows. */
function widest(of: Cluster, side: 'from' | 'to'): readonly number[] {
  const flows = flowsOf(of);
  const other = side === 'from' ? 'to' : 'from';
  const reached = (id: string) =>
    new Set(flows.filter((flow) => flow[side] === id).map((flow) => flow[other])).size;
  const most = new Map<unknown, number>();
  for (const { workload, endpoint } of podEnds(of, 'pod')) {
    most.set(workload, Math.max(most.get(workload) ?? 0, reached(endpoint.id)));
  }
  return [...most.values()];
}

function told(rows: readonly WidestWorkloads[]) {
  return rows.map(({ pods, workloads }) => [pods, workloads]);
}

/** The highest numbers, and how often each is among them. */
function highest(numbers: readonly number[]) {
  const distinct = [...new Set(numbers)].filter((each) => each > 0).sort((a, b) => b - a);
  return distinct.slice(0, 5).map((pods) => [pods, numbers.filter((each) => each === pods).length]);
}

describe('the summary of a reachability', () => {
  test('counts the pairs of pods that the list of pods has', () => {
    fc.assert(
      fc.property(cluster, (of) => {
        const { pairsOfPods } = summary(of);
        const flows = flowsOf(of);
        const undecided = flows.filter(isClosedButFor).length;
        const open = flows.filter(isOpen).length;
        expect(pairsOfPods).toMatchObject({
          open,
          undecided,
          partly: flows.length - open - undecided,
          closed: pairsOfPods.total - flows.length,
        });
      }),
    );
  });

  test('counts the pairs that the list would be about', () => {
    fc.assert(
      fc.property(cluster, fc.constantFrom('workload' as const, 'pod' as const), (of, what) => {
        const ends = podEnds(of, what).length + addressEnds(of).length;
        const { notListed } = reachOverview(of, portable, { granularity: what, maxPairs: 0 }) ?? {};
        expect(notListed).toEqual({ pairs: ends ** 2, limit: 0 });
      }),
    );
  });

  test('names the workloads that reach most pods, and those that most pods reach', () => {
    fc.assert(
      fc.property(cluster, (of) => {
        const { mostReached, reachMost } = summary(of);
        expect(told(mostReached)).toEqual(highest(widest(of, 'to')));
        expect(told(reachMost)).toEqual(highest(widest(of, 'from')));
      }),
    );
  });

  test('counts isolated pods by direction', () => {
    const { cluster: of } = clusterOf(`
{apiVersion: v1, kind: Pod, metadata: {name: x, namespace: a}, spec: {containers: []}}
---
{apiVersion: v1, kind: Pod, metadata: {name: y, namespace: a}, spec: {containers: []}}
---
{apiVersion: v1, kind: Pod, metadata: {name: z, namespace: b}, spec: {containers: []}}
---
{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {podSelector: {}, policyTypes: [Ingress]}}
`);
    expect(summary(of)).toMatchObject({
      isolated: { ingress: 2, egress: 0 },
      pairsOfPods: { total: 6, open: 2, closed: 4 },
      mostReached: [{ pods: 2, workloads: 1, first: 'b/z' }],
      reachMost: [{ pods: 1, workloads: 2, first: 'a/x' }],
      summary: { namespaces: 2, workloads: 3, pods: 3, policies: 1 },
    });
  });

  test('is not given where the list is short enough', () => {
    const { cluster: of } = clusterOf(
      '{apiVersion: v1, kind: Pod, metadata: {name: x, namespace: a}, spec: {containers: []}}',
    );
    expect(reachOverview(of, portable)).toBeUndefined();
  });
});
