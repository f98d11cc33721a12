import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressEnds, explain, podEnds, reach } from '../../lib/analyses';
import { compile } from '../../lib/engine';
import {
  fromPortRanges,
  NO_PORTS,
  type PortRanges,
  toPortRanges,
  unionPorts,
  type VerdictWord,
} from '../../lib/kernel';
import type { ExplainCase } from '../../lib/results';
import { cluster, profile } from '../support/arbitraries';

const portsOf = (cases: readonly ExplainCase[], word: VerdictWord) =>
  cases
    .filter(({ verdict }) => verdict === word)
    .map(({ ports }) => fromPortRanges(ports))
    .reduce(unionPorts, NO_PORTS);

function expectPorts(cases: readonly ExplainCase[], allowed: PortRanges, undecided: PortRanges) {
  expect(toPortRanges(portsOf(cases, 'allowed'))).toEqual(allowed);
  expect(toPortRanges(portsOf(cases, 'undecided'))).toEqual(undecided);
}

test('explain and reach say the same about every pair of pods and every port', () => {
  fc.assert(
    fc.property(cluster, profile, (generated, facts) => {
      const ends = podEnds(generated, 'workload');
      const { flows } = reach(generated, facts);
      const { explanations } = explain(generated, facts, { from: ends, to: ends });
      for (const { from, to, cases } of explanations) {
        if (cases.some(({ itself }) => itself)) continue;
        const flow = flows.find((each) => each.from === from.id && each.to === to.id);
        expectPorts(cases, flow?.allowed ?? {}, flow?.undecided ?? {});
      }
    }),
    { numRuns: 40 },
  );
});

test('explain and the engine say the same about every address', () => {
  fc.assert(
    fc.property(cluster, profile, (generated, facts) => {
      const evaluator = compile(generated, facts);
      const pods = podEnds(generated, 'workload').slice(0, 2);
      const pairs = pods.flatMap((pod) => addressEnds(generated).map((end) => ({ pod, end })));
      for (const { pod, end } of pairs) {
        const [explanation] = explain(generated, facts, { from: [pod], to: [end] }).explanations;
        const { allowed, undecided } = evaluator.connection(
          { kind: 'pod', pod: pod.pods[0] },
          { kind: 'addresses', addresses: end.addresses },
        );
        expectPorts(explanation?.cases ?? [], toPortRanges(allowed), toPortRanges(undecided));
      }
    }),
    { numRuns: 40 },
  );
});

test('the two gates of an explanation add up to its verdict', () => {
  fc.assert(
    fc.property(cluster, profile, (generated, facts) => {
      const ends = podEnds(generated, 'pod');
      const { explanations } = explain(generated, facts, { from: ends, to: ends });
      for (const { verdict, itself, egress, ingress } of explanations.flatMap(
        ({ cases }) => cases,
      )) {
        const gates = [egress.verdict, ingress.verdict];
        const sum = gates.includes('denied')
          ? 'denied'
          : gates.includes('undecided')
            ? 'undecided'
            : 'allowed';
        expect(verdict).toBe(itself ? 'allowed' : sum);
      }
    }),
    { numRuns: 60 },
  );
});
