import type { Construct } from 'constructs';
import { diagnosticFor } from '../composite-refusals';
import { callerLine } from '../dsl';
import { type Look, objectAtSynth } from '../objections';
import { flowsMeet } from '../unevaluated/touching';
import { isHttp } from './check-layer7';
import { plainRulesIn } from './plain-rules';
import { allowedBy, type RuleLists } from './policy-spec';
import type { CiliumRule } from './rules';
import { flowOpened, openedWords } from './words';

/**
 * Objects at synth to rules of NetworkPolicies of the app that let through what HTTP rules narrow.
 * One such rule undoes them at this end, whoever isolates the pods, and whether or not the other
 * end lets the flow pass: no verdict on the flow tells that.
 */
export function objectToPlainRules(policy: Construct, namespace: string, lists: RuleLists): void {
  const narrowed = allowedBy(lists).filter(isHttp);
  if (narrowed.length === 0) return;
  const where = callerLine();
  const undoing = (narrow: CiliumRule, look: Look) => {
    const flow = flowOpened(narrow, lists.select, namespace);
    return plainRulesIn(look, namespace, narrow.direction)
      .filter((plain) => flowsMeet(plain.flow, flow))
      .map(({ words, typescript }) =>
        diagnosticFor(
          {
            code: 'constructs/undone-by-plain-rule',
            message: `${words} undoes ${openedWords(narrow, lists.select, namespace)}`,
          },
          typescript ?? where,
        ),
      );
  };
  objectAtSynth(policy, (look) => narrowed.flatMap((narrow) => undoing(narrow, look)));
}
