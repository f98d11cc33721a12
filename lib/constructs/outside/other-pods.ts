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
  const ways = others.reduce<readonly Way[]>(
    (found, other) => {
      const outs = selectorOf(other).requirements.map(negated);
      return fewest(found.flatMap((way) => outs.map((out) => withRequirement(way, out))));
    },
    [own],
  );
  return ways.map((requirements) => ({
    kind: 'pods',
    namespaces: { kind: 'named', name: namespace },
    pods: { requirements },
  }));
}

/** Requirements that must all hold. */
type Way = readonly Requirement[];

function withRequirement(way: Way, added: Requirement): Way {
  return way.some((each) => isSame(each, added)) ? way : [...way, added];
}

/** Without ways that another one, which asks for less, includes: there would be ever more of them. */
function fewest(ways: readonly Way[]): readonly Way[] {
  return ways.filter(
    (way, at) =>
      !ways.some(
        (other, index) => asksAll(way, other) && (other.length < way.length || index < at),
      ),
  );
}

/** Whether `way` asks for everything that `other` asks for. */
function asksAll(way: Way, other: Way): boolean {
  return other.every((asked) => way.some((each) => isSame(each, asked)));
}

function isSame(a: Requirement, b: Requirement): boolean {
  return a.key === b.key && a.operator === b.operator && a.values.join() === b.values.join();
}

function negated({ key, operator, values }: Requirement): Requirement {
  return { key, operator: NEGATED[operator], values };
}

function selectorOf(select: Subject): Selector {
  return parseSelector(podSelectorOf(select));
}
