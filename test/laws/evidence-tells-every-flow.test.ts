import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidence, reach } from '../../lib/analyses';
import {
  fromPortRanges,
  intersectPorts,
  noPorts,
  type PortRanges,
  toPortRanges,
  unionPorts,
} from '../../lib/kernel';
import type { Endpoint, EvidenceFlow } from '../../lib/results';
import { cluster, profile } from '../support/arbitraries';

/** The ports of each pair of pods, and whether any port of a pair was told twice. */
function portsOf(flows: readonly EvidenceFlow[]) {
  const found = new Map<string, PortRanges>();
  let overlaps = false;
  for (const { from, to, ports } of flows) {
    const key = `${from} -> ${to}`;
    const [before, more] = [fromPortRanges(found.get(key) ?? {}), fromPortRanges(ports)];
    overlaps ||= !noPorts(intersectPorts(before, more));
    found.set(key, toPortRanges(unionPorts(before, more)));
  }
  return { found, overlaps };
}

/** Addresses are joined by what an answer shows of them, and the two answers show different things. */
const isPods = ({ kind }: Endpoint) => kind === 'workload';
const between = { from: isPods, to: isPods };

test('the evidence tells every port that reach calls allowed or undecided, once, and no other', () => {
  fc.assert(
    fc.property(cluster, profile, (given, facts) => {
      const reached = reach(given, facts, between).flows;
      const told = evidence(given, facts, { ...between, today: '2027-01-31' });
      const keyed = (of: 'allowed' | 'undecided') =>
        new Map(
          reached
            .filter((flow) => !noPorts(fromPortRanges(flow[of])))
            .map((flow) => [`${flow.from} -> ${flow.to}`, flow[of]]),
        );
      for (const [of, flows] of [
        ['allowed', told.flows],
        ['undecided', told.undecided],
      ] as const) {
        const { found, overlaps } = portsOf(flows);
        expect(found).toEqual(keyed(of));
        expect(overlaps).toBe(false);
      }
    }),
    { numRuns: 150 },
  );
});

test('every rule that a flow names matches it, or no rule is needed at that gate', () => {
  fc.assert(
    fc.property(cluster, profile, (given, facts) => {
      const { flows, rules } = evidence(given, facts, { today: '2027-01-31' });
      const known = new Map(rules.map((rule) => [rule.id, rule]));
      for (const { egress, ingress } of flows) {
        for (const [direction, gate] of Object.entries({ egress, ingress })) {
          expect(gate.open === 'rules').toBe(gate.rules.length > 0);
          for (const id of gate.rules) expect(known.get(id)?.direction).toBe(direction);
        }
      }
    }),
    { numRuns: 100 },
  );
});
