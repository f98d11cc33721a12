import type { Chart } from 'cdk8s';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AllowBetweenReplicas,
  AllowFrom,
  AllowTo,
  allPods,
  Connection,
  DefaultDenyNamespace,
  governedNamespace,
  ipBlock,
  namespace,
  namespaces,
  type Peer,
  pods,
  TieredApp,
  tcp,
} from '../../../../lib/constructs';
import { DIRECTIONS } from '../../../../lib/kernel';
import { reachability } from '../../../../lib/testing';
import { newChart } from '../charts';
import { plainPod } from '../plain-pod';

const HOMES = ['a', 'b', 'c'] as const;
const APPS = ['web', 'db'] as const;

/** One thing that an author says, in a chart where every namespace is known. */
type Step = (chart: Chart, id: string) => void;

const home = fc.constantFrom(...HOMES);
const labels = fc.constantFrom(...APPS).map((app) => pods({ app }));
const own = fc.oneof(labels, fc.constant(allPods()));
const there = fc.tuple(labels, home).map(([which, where]) => which.in(namespace(where)));
const peer: fc.Arbitrary<Peer> = fc.oneof(
  labels,
  there,
  home.map((name) => namespace(name)),
  labels.map((which) => which.in(namespaces({ team: 'alice' }))),
  fc.constant(ipBlock('203.0.113.0/24')),
);

function denyOf(name: string): fc.Arbitrary<Step> {
  return fc.shuffledSubarray([...DIRECTIONS], { minLength: 1 }).map((directions) => (chart, id) => {
    new DefaultDenyNamespace(chart, id, { name, directions, dns: 'none' });
  });
}

const opening: fc.Arbitrary<Step> = fc
  .record({
    namespace: home,
    own,
    some: labels,
    there,
    peer,
    on: fc.constantFrom(tcp(80), tcp(81)),
  })
  .chain(({ own: mine, some, there: far, peer: others, ...where }) =>
    fc.constantFrom<Step>(
      (chart, id) => new AllowFrom(chart, id, { to: mine, from: others, ...where }),
      (chart, id) => new AllowTo(chart, id, { from: mine, to: others, ...where }),
      (chart, id) => new AllowBetweenReplicas(chart, id, { pods: mine, ...where }),
      (chart, id) => new Connection(chart, id, { from: some, to: far, ...where }),
      (chart, id) => {
        const { namespace: name, on } = where;
        const front = { pods: pods({ app: 'web' }), on, from: [others] };
        new TieredApp(
          chart,
          id,
          { front, back: { pods: pods({ app: 'db' }), on } },
          { namespace: name },
        );
      },
    ),
  );

interface Named {
  readonly id: string;
  readonly step: Step;
}

/** Default denies and what opens them, in two orders. */
const composition = fc
  .tuple(
    fc.subarray([...HOMES], { minLength: 1 }).chain((names) => fc.tuple(...names.map(denyOf))),
    fc.array(opening, { minLength: 1, maxLength: 4 }),
  )
  .chain(([denies, openings]) => {
    const first = [...denies, ...openings].map((step, at): Named => ({ id: `step-${at}`, step }));
    const second = fc.shuffledSubarray(first, { minLength: first.length });
    return second.map((shuffled) => ({ first, shuffled }));
  });

function netOf(steps: readonly Named[]) {
  const chart = newChart();
  for (const name of HOMES) governedNamespace(chart, name, { isolated: [] });
  for (const name of HOMES) for (const app of APPS) plainPod(chart, `${name}/${app}`);
  for (const { id, step } of steps) step(chart, id);
  return reachability(chart);
}

test('whatever is composed, every promise holds', () => {
  fc.assert(
    fc.property(composition, ({ shuffled }) => {
      const { intents } = netOf(shuffled).intents();
      expect(intents.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('it does not matter in which order it is said', () => {
  fc.assert(
    fc.property(composition, ({ first, shuffled }) => {
      expect(netOf(shuffled).flows()).toBe(netOf(first).flows());
    }),
    { numRuns: 20 },
  );
});
