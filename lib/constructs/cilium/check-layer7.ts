import { decline } from '../composite-refusals';
import { flowsMeet } from '../unevaluated/touching';
import { allowedBy, type RuleLists } from './policy-spec';
import type { CiliumRule } from './rules';
import { flowAtMost, openedWords } from './words';

/**
 * Checks that no rule of a policy lets everything through where another one asks for requests: what
 * a pod may do is the union of all rules.
 *
 * @throws {InvalidInputError} naming the two rules
 */
export function checkLayer7(lists: RuleLists, namespace: string): void {
  const rules = allowedBy(lists);
  const flow = (rule: CiliumRule) => flowAtMost(rule, lists.select, namespace);
  const layered = rules.filter(({ kind }) => kind === 'layer7-rule');
  for (const narrow of layered) {
    const wide = rules.find(
      (rule) =>
        rule.kind !== 'layer7-rule' &&
        rule.direction === narrow.direction &&
        flowsMeet(flow(rule), flow(narrow)),
    );
    // A plain rule for DNS does no harm: the proxy lets every question through, and still learns.
    if (wide === undefined || !isHttp(narrow)) continue;
    decline({
      code: 'constructs/undone-by-plain-rule',
      message: `${openedWords(wide, lists.select, namespace)} undoes ${openedWords(narrow, lists.select, namespace)}`,
    });
  }
}

/** Whether a rule lets only some HTTP requests through. */
export function isHttp(rule: CiliumRule): boolean {
  return rule.kind === 'layer7-rule' && 'http' in rule.layer7;
}
