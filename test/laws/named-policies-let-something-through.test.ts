import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, type Evaluator } from '../../lib/engine';
import { byText, toPortRanges } from '../../lib/kernel';
import type { Flow, FlowEnd, Policy } from '../../lib/model';
import { question } from '../support/arbitraries';
import { bySemantics } from '../support/by-semantics';

/** Over two families the specification keeps the rules of the better one only. */
function isDual({ from, to }: Flow): boolean {
  const mayBeBoth = (end: FlowEnd) =>
    end.kind === 'pod' && new Set(end.pod.addresses.map((at) => at.family)).size !== 1;
  return [from, to].every(mayBeBoth);
}

const nameOf = ({ namespace, name }: Policy) => `${namespace}/${name}`;

test('the policies named beside a flow are those whose rules let some of it through', () => {
  fc.assert(
    fc.property(question, ({ cluster, profile, flow }) => {
      fc.pre(!isDual(flow));
      const admittedBy = (evaluator: Evaluator) =>
        [...evaluator.admittedBy(flow.from, flow.to)].sort(byText(nameOf));
      expect(admittedBy(compile(cluster, profile))).toEqual(
        admittedBy(bySemantics(cluster, profile)),
      );
    }),
    { numRuns: 300 },
  );
});

test('the rules named beside a flow let exactly the ports through that are said of each', () => {
  fc.assert(
    fc.property(question, ({ cluster, profile, flow }) => {
      fc.pre(!isDual(flow));
      const rules = (evaluator: Evaluator) =>
        evaluator
          .passages(flow.from, flow.to)
          .map(({ policy, rule, allowed, undecided }) => ({
            rule: `${nameOf(policy)} ${rule.direction}[${rule.index}]`,
            allowed: toPortRanges(allowed),
            undecided: toPortRanges(undecided),
          }))
          .sort(byText(({ rule }) => rule));
      expect(rules(compile(cluster, profile))).toEqual(rules(bySemantics(cluster, profile)));
    }),
    { numRuns: 300 },
  );
});
