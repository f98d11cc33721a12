import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkIntents, endsBetween, podEnds, suggest } from '../../lib/analyses';
import { compile } from '../../lib/engine';
import {
  type Direction,
  intersectPorts,
  noPorts,
  type PortSet,
  type Statement,
  subtractPorts,
  unionPorts,
  writtenIntent,
} from '../../lib/kernel';
import type { Cluster, Policy } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import type { SuggestResult } from '../../lib/results';
import { cluster, policy, profile } from '../support/arbitraries';

const RUNS = Number(process.env['RUNS'] ?? 100);

function check(of: Cluster, facts: Profile, statements: readonly Statement[]) {
  return checkIntents(of, facts, { statements, today: '2026-01-01' });
}

function suggested(of: Cluster, facts: Profile): SuggestResult {
  return suggest(of, facts, (statements) => check(of, facts, statements));
}

function stated({ suggestions }: SuggestResult): readonly Statement[] {
  return suggestions.map(({ intent }) =>
    writtenIntent(intent, { name: intent.name, severity: intent.severity }),
  );
}

test('every suggested intent holds today', () => {
  fc.assert(
    fc.property(cluster, profile, (of, facts) => {
      const { intents } = check(of, facts, stated(suggested(of, facts)));
      expect(intents.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

/** A cluster, and what somebody makes of its policies: one more, one less, or another one instead. */
const change = cluster.chain((before) =>
  fc
    .record({ index: fc.nat(), added: fc.option(policy, { nil: undefined }), keeps: fc.boolean() })
    .map(({ index, added, keeps }) => {
      const { policies } = before;
      const at = policies.length === 0 ? 0 : index % policies.length;
      const kept = keeps ? policies : policies.filter((_, each) => each !== at);
      const all: readonly Policy[] = added === undefined ? kept : [...kept, added];
      return { before, after: { ...before, policies: all } };
    }),
);

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly allowed: PortSet;
  readonly undecided: PortSet;
}

/** What passes between the known workloads of `before`, by the policies of some cluster. */
function between(before: Cluster, of: Cluster, facts: Profile): readonly Pair[] {
  const { connection } = compile(of, facts);
  const rows = podEnds(before, 'workload');
  return rows.flatMap((from) =>
    rows.flatMap((to): readonly Pair[] => {
      const ends = endsBetween(from, to);
      if (ends === undefined) return [];
      return [{ from: from.endpoint.id, to: to.endpoint.id, ...connection(...ends) }];
    }),
  );
}

/** Whether an end is pinned in a direction: it is neither open nor unclaimed there. */
function isPinned({ open, unclaimed }: SuggestResult, id: string, direction: Direction): boolean {
  return (
    !open.some((each) => each.id === id && each.directions.includes(direction)) &&
    !unclaimed.some((each) => each.id === id && each.direction === direction)
  );
}

function breaks(result: SuggestResult, after: Cluster, facts: Profile): boolean {
  const { intents } = check(after, facts, stated(result));
  return intents.some(({ verdict }) => verdict !== 'holds');
}

test('a change that lets more pass at a pinned end breaks a suggested intent', () => {
  fc.assert(
    fc.property(change, profile, ({ before, after }, facts) => {
      const result = suggested(before, facts);
      const now = between(before, after, facts);
      const isBroadened = between(before, before, facts).some((pair, index) => {
        const { allowed } = now[index] ?? pair;
        const more = subtractPorts(allowed, unionPorts(pair.allowed, pair.undecided));
        const pinned =
          isPinned(result, pair.from, 'egress') || isPinned(result, pair.to, 'ingress');
        return pinned && !noPorts(more);
      });
      fc.pre(isBroadened);
      expect(breaks(result, after, facts)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

test('a change that stops what passes at two pinned ends breaks a suggested intent', () => {
  fc.assert(
    fc.property(change, profile, ({ before, after }, facts) => {
      const result = suggested(before, facts);
      const now = between(before, after, facts);
      const isNarrowed = between(before, before, facts).some((pair, index) => {
        const { allowed, undecided } = now[index] ?? pair;
        const less = subtractPorts(pair.allowed, unionPorts(allowed, undecided));
        const pinned =
          isPinned(result, pair.from, 'egress') || isPinned(result, pair.to, 'ingress');
        return pinned && !noPorts(intersectPorts(less, pair.allowed));
      });
      fc.pre(isNarrowed);
      expect(breaks(result, after, facts)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});
