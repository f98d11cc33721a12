import fc from 'fast-check';
import { compile } from '../../lib/engine';
import { PROTOCOLS } from '../../lib/kernel';
import type { Flow } from '../../lib/model';
import { evaluate } from '../../lib/semantics';
import { cluster, endsOf, profile } from '../support/arbitraries';
import { verdictOf } from '../support/evaluators';

/** What a run of the differential fuzzer did. */
export interface FlowCount {
  readonly clusters: number;
  readonly flows: number;
  readonly allowed: number;
  readonly denied: number;
  readonly undecided: number;
}

/** Ports just inside and outside of what generated rules name. */
const PORTS = [1, 2, 79, 80, 81, 82, 443, 65_534, 65_535];

/**
 * Asks both evaluators for every flow of a random cluster under a random profile: every pair of
 * ends, every protocol, ports at the edges of the rules.
 *
 * @throws a shrunk counterexample where they differ in a word or a reason
 */
export function fuzzFlows(seed: number, clusters: number): FlowCount {
  const count = { clusters: 0, flows: 0, allowed: 0, denied: 0, undecided: 0 };
  fc.assert(
    fc.property(cluster, profile, (of, facts) => {
      count.clusters += 1;
      const engine = compile(of, facts);
      for (const flow of flowsIn(endsOf(of))) {
        const { verdict, reasons } = evaluate(of, facts, flow);
        const answer = verdictOf(engine, flow);
        count.flows += 1;
        count[verdict] += 1;
        if (answer.word === verdict && answer.reasons.join() === reasons.join()) continue;
        throw new Error(
          `semantics: ${verdict} ${reasons}; engine: ${answer.word} ${answer.reasons}`,
        );
      }
    }),
    { seed, numRuns: clusters },
  );
  return count;
}

function* flowsIn(ends: ReturnType<typeof endsOf>): Generator<Flow> {
  for (const from of ends) {
    for (const to of ends) {
      if (from.kind !== 'pod' && to.kind !== 'pod') continue;
      for (const protocol of PROTOCOLS) {
        for (const port of PORTS) yield { from, to, protocol, port };
      }
    }
  }
}
