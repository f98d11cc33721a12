import type { IntentEndpoint } from '../../kernel/intent';
import { parseSelector, type Requirement, type Selector } from '../../kernel/selector';
import type { SelectorOperator } from '../../kernel/selector-operator';
import type { Subject } from '../dsl';
import { podSelectorOf } from '../dsl/pods';

/** What holds exactly where a requirement does not: an absent label fails In, and satisfies NotIn. */
const NEGATED: Readonly<Record<SelectorOperator, SelectorOperator>> = {
  In: 'NotIn',
  NotIn: 'In',
  Exists: 'DoesNotExist',
  DoesNotExist: 'Exists',
};

/**
 * The pods of `select` in a namespace that none of `others` selects, as ends of an intent: one for
 * each way not to be among them. None where somebody else is every pod.
 */
export function otherPods(
  namespace: string,
  select: Subject,
  others: readonly Subject[],
): readonly IntentEndpoint[] {
  const own = selectorOf(select).requirements;
  const ways = others.reduce<readonly (readonly Requirement[])[]>(
    (found, other) =>
      selectorOf(other).requirements.flatMap((requirement) =>
        found.map((all) => [...all, negated(requirement)]),
      ),
    [own],
  );
  return ways.map((requirements) => ({
    kind: 'pods',
    namespaces: { kind: 'named', name: namespace },
    pods: { requirements },
  }));
}

function negated({ key, operator, values }: Requirement): Requirement {
  return { key, operator: NEGATED[operator], values };
}

function selectorOf(select: Subject): Selector {
  return parseSelector(podSelectorOf(select));
}
