import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkIntents, endsBetween, podEnds, suggest } from '../../lib/analyses';
import { compile } from '../../lib/engine';
import {
  type Direction,
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

const RUNS = Number(process.env['RUNS'] ?? 25);
/** Most changes change nothing where an end is pinned: it takes many to find one that does. */
const LOOKING = { endOnFailure: process.env['SHRINK'] === undefined, maxSkipsPerRun: 2_000 };

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

/**
 * A cluster whose blocks are about the outside: no pod is let in for its address. Who may reach every
 * address is said to reach pods at them too, so that such a pair may come to pass unseen.
 */
const changeWithoutAddresses = change.map(({ before, after }) => {
  const unaddressed = (of: Cluster): Cluster => ({
    ...of,
    workloads: of.workloads.map((workload) => ({
      ...workload,
      pods: workload.pods.map((pod) => ({ ...pod, addresses: [] })),
    })),
  });
  return { before: unaddressed(before), after: unaddressed(after) };
});

const blocksAreOutside = profile.map(
  (facts): Profile => ({ ...facts, assume: { ...facts.assume, 'ip-block-matches-pods': false } }),
);

/** The pairs where `gains` finds ports in what passed before and what passes after. */
function changed(
  { before, after }: { readonly before: Cluster; readonly after: Cluster },
  facts: Profile,
  gains: (was: Pair, is: Pair) => PortSet,
): readonly Pair[] {
  const now = between(before, after, facts);
  return between(before, before, facts).filter((was, index) => {
    const is = now[index];
    return is !== undefined && !noPorts(gains(was, is));
  });
}

function breaksWherePinned(of: Cluster, after: Cluster, facts: Profile, pairs: readonly Pair[]) {
  fc.pre(pairs.length > 0);
  const result = suggested(of, facts);
  const isEither = ({ from, to }: Pair) =>
    isPinned(result, from, 'egress') || isPinned(result, to, 'ingress');
  fc.pre(pairs.some(isEither));
  const { intents } = check(after, facts, stated(result));
  expect(intents.some(({ verdict }) => verdict !== 'holds')).toBe(true);
}

test('a change that lets more pass at a pinned end breaks a suggested intent', () => {
  fc.assert(
    fc.property(changeWithoutAddresses, blocksAreOutside, ({ before, after }, facts) => {
      const more = changed({ before, after }, facts, (was, is) =>
        subtractPorts(is.allowed, unionPorts(was.allowed, was.undecided)),
      );
      breaksWherePinned(before, after, facts, more);
    }),
    { ...LOOKING, numRuns: RUNS },
  );
});

// Few random changes take a flow away where it is pinned, so that each run looks for long.
test('a change that stops what passes at a pinned end breaks a suggested intent', () => {
  fc.assert(
    fc.property(changeWithoutAddresses, blocksAreOutside, ({ before, after }, facts) => {
      const less = changed({ before, after }, facts, (was, is) =>
        subtractPorts(was.allowed, unionPorts(is.allowed, is.undecided)),
      );
      breaksWherePinned(before, after, facts, less);
    }),
    { ...LOOKING, numRuns: Math.ceil(RUNS / 3) },
  );
});
