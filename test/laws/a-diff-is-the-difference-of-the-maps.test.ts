import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diff, reach } from '../../lib/analyses';
import {
  type AddressSet,
  addressesIn,
  formatPorts,
  fromPortRanges,
  intersectAddresses,
  NO_PORTS,
  noAddresses,
  type PortSet,
  subtractPorts,
  unionPorts,
} from '../../lib/kernel';
import { addressClasses, type Cluster, type Policy } from '../../lib/model';
import { type Profile, portable, profileNamed } from '../../lib/platform';
import type { Endpoint } from '../../lib/results';
import { cluster, policy } from '../support/arbitraries';
import { rewritten } from '../support/small-change';

const change = fc.record({
  before: cluster,
  others: fc.array(policy, { maxLength: 3 }),
  kept: fc.nat(3),
});

const PROFILES: readonly Profile[] = [portable, profileNamed('np-guard'), profileNamed('cilium')];

const ordered = (policies: readonly Policy[]): readonly Policy[] =>
  [...policies].sort((p, q) => (`${p.namespace}/${p.name}` < `${q.namespace}/${q.name}` ? -1 : 1));

interface Between {
  readonly from: string;
  readonly to: string;
}

/** Answers by pairs of pods and address classes, however an answer joins addresses. */
function byPair<Flow extends Between>(
  endpoints: readonly Endpoint[],
  flows: readonly Flow[],
  classes: readonly AddressSet[],
): ReadonlyMap<string, Flow> {
  const partsOf = new Map(
    endpoints.map((endpoint): [string, readonly string[]] => {
      if (endpoint.kind === 'workload') return [endpoint.id, [endpoint.id]];
      const all = addressesIn(...endpoint.cidrs);
      const inside = classes.flatMap((part, index) =>
        noAddresses(intersectAddresses(part, all)) ? [] : [`addresses ${index}`],
      );
      return [endpoint.id, inside];
    }),
  );
  const parts = (id: string) => partsOf.get(id) ?? [`no endpoint ${id}`];
  return new Map(
    flows.flatMap((flow) =>
      parts(flow.from).flatMap((from) =>
        parts(flow.to).map((to): [string, Flow] => [`${from} -> ${to}`, flow]),
      ),
    ),
  );
}

interface Passing {
  readonly allowed: PortSet;
  readonly undecided: PortSet;
}

const NOTHING: Passing = { allowed: NO_PORTS, undecided: NO_PORTS };

function mapOf(of: Cluster, profile: Profile, classes: readonly AddressSet[]) {
  const { endpoints, flows } = reach(of, profile);
  return new Map(
    [...byPair(endpoints, flows, classes)].map(([pair, { allowed, undecided }]) => [
      pair,
      { allowed: fromPortRanges(allowed), undecided: fromPortRanges(undecided) },
    ]),
  );
}

function more(is: Passing, was: Passing): string {
  return formatPorts(
    unionPorts(
      subtractPorts(is.allowed, was.allowed),
      subtractPorts(is.undecided, unionPorts(was.allowed, was.undecided)),
    ),
  );
}

test.each(PROFILES)(
  'rows say exactly how the map after differs from the map before: $name',
  (profile) => {
    fc.assert(
      fc.property(change, ({ before, others, kept }) => {
        const after = {
          ...before,
          policies: ordered([...before.policies.slice(0, kept), ...others]),
        };
        const classes = addressClasses([...before.policies, ...after.policies]);
        const [was, is] = [mapOf(before, profile, classes), mapOf(after, profile, classes)];
        // Possible pods have a law of their own.
        const result = diff(before, after, profile, { budget: 0 });
        const rows = byPair(result.endpoints, result.rows, classes);
        for (const pair of new Set([...was.keys(), ...is.keys(), ...rows.keys()])) {
          const [old, now] = [was.get(pair) ?? NOTHING, is.get(pair) ?? NOTHING];
          const { gained = {}, lost = {} } = rows.get(pair) ?? {};
          const told = [gained, lost].map((ports) => formatPorts(fromPortRanges(ports)));
          expect([pair, ...told]).toEqual([pair, more(now, old), more(old, now)]);
        }
      }),
      { numRuns: 60 },
    );
  },
);

test('every row names a cause in a policy that is not as it was', () => {
  fc.assert(
    fc.property(change, ({ before, others, kept }) => {
      const after = {
        ...before,
        policies: ordered([...before.policies.slice(0, kept), ...others]),
      };
      for (const { causes } of diff(before, after, portable, { budget: 0 }).rows) {
        expect(causes).not.toHaveLength(0);
        expect(causes.every(({ kind }) => kind === 'rule' || kind === 'isolation')).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('the same policies in other words change nothing, and that is proven', () => {
  fc.assert(
    fc.property(cluster, (generated) => {
      const before = { ...generated, unmodelled: [] };
      const after = { ...before, policies: ordered(before.policies.map(rewritten)) };
      const { rows, possible, equivalence } = diff(before, after, portable);
      expect({ rows, possible, equivalence }).toEqual({
        rows: [],
        possible: [],
        equivalence: 'proven',
      });
    }),
    { numRuns: 100 },
  );
});
