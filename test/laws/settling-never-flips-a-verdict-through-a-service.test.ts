import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainService, podEnds } from '../../lib/analyses';
import type { Cluster, Service } from '../../lib/model';
import { ASSUMPTION_IDS, ASSUMPTIONS, type Profile } from '../../lib/platform';
import { cluster, NOWHERE, profile } from '../support/arbitraries';

const service: fc.Arbitrary<Service> = fc
  .record({
    targetPort: fc.constantFrom<(number | string)[]>(80, 81, 'http'),
    selector: fc.constantFrom(new Map([['app', 'x']]), new Map([['tier', 'y']])),
    addresses: fc.constantFrom([], [{ family: 4 as const, value: 0x0a_60_00_07n }]),
    translates: fc.constantFrom<('yes' | 'no')[]>('yes', 'yes', 'yes', 'no'),
  })
  .map(({ targetPort, ...rest }) => ({
    ...rest,
    namespace: 'a',
    name: 'service',
    type: 'ClusterIP',
    ports: [{ name: undefined, protocol: 'TCP', port: 80, targetPort, nodePort: undefined }],
    externalName: undefined,
    endpoints: [],
    clientAddress: 'replaced',
    sourceRanges: [],
    externalIps: [],
    origin: NOWHERE,
  }));

/** The verdicts of every client and backend; none where the Service has no backend. */
function verdicts(
  of: Cluster,
  facts: Profile,
  asked: Service,
): readonly (readonly [string, string])[] {
  const from = podEnds(of, 'workload');
  const isBehind = of.workloads.some(({ namespace, pods }) =>
    pods.some(
      ({ labels, ports }) =>
        namespace === asked.namespace &&
        [...(asked.selector ?? [])].every(([key, value]) => labels.get(key) === value) &&
        asked.ports.every(
          ({ targetPort }) =>
            typeof targetPort === 'number' ||
            ports.some(({ name, protocol }) => name === targetPort && protocol === 'TCP'),
        ),
    ),
  );
  if (!isBehind) return [];
  return explainService(of, facts, { from, service: asked }).explanations.flatMap(
    ({ from: client, to, via, cases }) =>
      cases.map(({ verdict }) => [`${client.id} ${to.id} ${via?.hairpin}`, verdict] as const),
  );
}

const answers = fc.tuple(
  ...ASSUMPTION_IDS.map((id) =>
    fc
      .constantFrom(...ASSUMPTIONS[id].values.filter((value) => value !== 'unknown'))
      .map((value) => [id, value] as const),
  ),
);

test('settling open questions never flips a decided verdict through a Service', () => {
  let asked = 0;
  fc.assert(
    fc.property(cluster, profile, service, answers, (of, facts, through, values) => {
      const before = verdicts(of, facts, through);
      const open = values.filter(
        ([id]) => facts.assume[id] === undefined || facts.assume[id] === 'unknown',
      );
      const assume = { ...facts.assume, ...Object.fromEntries(open) };
      const after = verdicts(of, { ...facts, assume }, through);
      expect(after.map(([pair]) => pair)).toEqual(before.map(([pair]) => pair));
      asked += before.length;
      for (const [i, [pair, verdict]] of before.entries()) {
        if (verdict !== 'undecided') expect(after[i]).toEqual([pair, verdict]);
      }
    }),
    { numRuns: 400 },
  );
  // The clusters are not so small that nothing is asked.
  expect(asked).toBeGreaterThan(100);
});
