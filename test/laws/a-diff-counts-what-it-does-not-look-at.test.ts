import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align, type CommonEnd } from '../../lib/analyses/diff/align';
import { type Compared, compared } from '../../lib/analyses/diff/compared';
import { deltaOf, diffPorts } from '../../lib/analyses/diff/delta';
import { pairOf } from '../../lib/analyses/diff/pair-of';
import { compareEnds } from '../../lib/analyses/diff/rows';
import { type Suspects, suspectsAmong } from '../../lib/analyses/diff/suspects';
import { compile, isDenied } from '../../lib/engine';
import { toPortRanges } from '../../lib/kernel';
import type { Cluster, Pod, Policy, Workload } from '../../lib/model';
import { type Profile, portable, profileNamed } from '../../lib/platform';
import type { DiffPorts } from '../../lib/results';
import { profile as anyProfile, cluster, policy } from '../support/arbitraries';

/** How the workloads of a cluster are made: with one pod, with two, or with pods that share a name. */
const shape = fc.constantFrom('one', 'one', 'two', 'shared');

const change = fc
  .record({
    first: cluster,
    other: cluster,
    policies: fc.array(policy, { maxLength: 3 }),
    kept: fc.nat(6),
    also: fc.subarray(['namespaces', 'workloads', 'unmodelled', 'fewer', 'scaled'] as const),
    shape,
  })
  .map(({ first, other, policies, kept, also, shape }) => {
    const before = { ...first, workloads: first.workloads.map((each) => shaped(each, shape)) };
    const workloads = other.workloads.map((each) => shaped(each, shape));
    const after = {
      ...before,
      policies: [...before.policies.slice(0, kept).map(policyAgain), ...policies],
      workloads: before.workloads.map(workloadAgain),
      ...(also.includes('namespaces') && { namespaces: other.namespaces }),
      ...(also.includes('unmodelled') && { unmodelled: other.unmodelled }),
      ...(also.includes('workloads') && { workloads }),
      ...(also.includes('fewer') && { workloads: before.workloads.slice(1).map(workloadAgain) }),
      ...(also.includes('scaled') && { workloads: before.workloads.map(scaled) }),
    };
    return { before, after };
  });

/** The same as another reading of the same file has it: objects that say the same, and are others. */
function policyAgain(of: Policy): Policy {
  const [ingress, egress] = [of.rules.ingress, of.rules.egress].map((rules) =>
    rules.map((rule) => ({ ...rule, peers: [...rule.peers] })),
  );
  return { ...of, rules: { ingress: ingress ?? [], egress: egress ?? [] } };
}

function workloadAgain(of: Workload): Workload {
  return { ...of, pods: of.pods.map((pod) => ({ ...pod, labels: new Map(pod.labels) })) };
}

/** The same with one pod where there were two, or a template; and a template where there was one pod. */
function scaled(of: Workload): Workload {
  const again = workloadAgain(of);
  const isOne = again.pods.length === 1 && again.pods.every(isOnePod);
  const stands = isOne ? 'for-replicas' : 'for-one-pod';
  return { ...again, pods: again.pods.slice(0, 1).map((pod) => ({ ...pod, stands })) };
}

function isOnePod({ stands }: Pod): boolean {
  return stands === 'for-one-pod';
}

function shaped(workload: Workload, as: string): Workload {
  const { pods } = workload;
  if (as === 'two') {
    const others = pods.map((pod) => ({ ...pod, name: `${pod.name}-b` }));
    return { ...workload, kind: 'ReplicaSet', pods: [...pods, ...others] };
  }
  return as === 'shared'
    ? { ...workload, pods: pods.map((pod) => ({ ...pod, name: 'shared' })) }
    : workload;
}

/** What of a row every pair says by itself; why it differs is told elsewhere. */
function shownRows(found: ReturnType<typeof compareEnds>) {
  return found.rows.map(({ causes: _, breaks: __, ...row }) => row);
}

/** Every pair of ends, each asked alone on both sides. */
function pairByPair({ clusters, profile }: Compared, ends: readonly CommonEnd[]) {
  const [before, after] = [compile(clusters.before, profile), compile(clusters.after, profile)];
  const pairs = ends.flatMap((from) =>
    ends.flatMap((to) => {
      const pair = pairOf(from, to);
      if (pair === undefined) return [];
      const was = before.connection(pair.from.before, pair.to.before);
      const is = after.connection(pair.from.after, pair.to.after);
      const { change, gained, lost } = deltaOf(was, is);
      const shown = { before: diffPorts(was), after: diffPorts(is) };
      const ports = { gained: toPortRanges(gained), lost: toPortRanges(lost) };
      return [{ from: from.id, to: to.id, change, ...shown, ...ports, passes: !isDenied(is) }];
    }),
  );
  const same = pairs.filter(({ change, passes }) => change === undefined && passes);
  return {
    rows: pairs.filter((each) => each.change !== undefined).map(({ passes: _, ...row }) => row),
    unchanged: unchangedOf(same, ends),
  };
}

interface SamePair {
  readonly from: string;
  readonly to: string;
  readonly after: DiffPorts;
}

/** Addresses that nothing tells apart count as one. */
function unchangedOf(same: readonly SamePair[], ends: readonly CommonEnd[]): number {
  const outside = ends.flatMap(({ id, after }) => ('pods' in after ? [] : [id]));
  const inside = same.filter(({ from, to }) => !outside.includes(from) && !outside.includes(to));
  const forms = outside.map((id) => {
    const own = same.filter(({ from, to }) => from === id || to === id);
    return own.map(({ from, to, after }) => [from === id, from === id ? to : from, after]);
  });
  const apart = new Map(forms.map((form) => [JSON.stringify(form), form.length]));
  return inside.length + [...apart.values()].reduce((sum, pairs) => sum + pairs, 0);
}

function sidesOf({ before, after }: { before: Cluster; after: Cluster }, profile: Profile) {
  const sides = compared({ before, after }, profile);
  return { sides, common: align(sides.clusters).common };
}

test('a diff tells of every pair what both sides say of it alone', () => {
  fc.assert(
    fc.property(change, anyProfile, (clusters, profile) => {
      const { sides, common } = sidesOf(clusters, profile);
      const found = compareEnds(sides, common, suspectsAmong(sides, common));
      const expected = pairByPair(sides, common);
      expect(shownRows(found)).toEqual(expected.rows);
      expect(found.unchanged).toBe(expected.unchanged);
    }),
    { numRuns: 400 },
  );
});

test.each([portable, profileNamed('np-guard'), profileNamed('cilium')])(
  'a diff tells the same whether it looks at a pair or counts it: $name',
  (profile) => {
    fc.assert(
      fc.property(change, (clusters) => {
        const { sides, common } = sidesOf(clusters, profile);
        const suspects = suspectsAmong(sides, common);
        const atEach: Suspects = { ...suspects, isSame: () => false, isSeenAlike: () => false };
        expect(compareEnds(sides, common, suspects)).toEqual(compareEnds(sides, common, atEach));
      }),
      { numRuns: 100 },
    );
  },
);
