import { byText, compareText, groupBy, type Requirement, type Selector } from '../../kernel';

/** Both selectors at once, each key said as shortly as it can be; undefined where nobody meets both. */
export function conjoin(...selectors: readonly Selector[]): Selector | undefined {
  const keys = groupBy(
    selectors.flatMap(({ requirements }) => requirements),
    ({ key }) => key,
  );
  const requirements: Requirement[] = [];
  for (const [key, all] of keys) {
    const short = shortest(key, all);
    if (short === undefined) return undefined;
    requirements.push(...short);
  }
  return { requirements: requirements.sort(byText(({ key, operator }) => `${key} ${operator}`)) };
}

/** The fewest requirements of one key that say the same; undefined where they contradict each other. */
function shortest(key: string, all: readonly Requirement[]): readonly Requirement[] | undefined {
  const of = (operator: Requirement['operator']) =>
    all.filter((each) => each.operator === operator);
  const refused = new Set(of('NotIn').flatMap(({ values }) => values));
  const said = (operator: Requirement['operator'], values: Iterable<string> = []): Requirement => ({
    key,
    operator,
    values: [...values].sort(compareText),
  });
  const [first, ...others] = of('In');
  const isAbsent = of('DoesNotExist').length > 0;
  if (first !== undefined) {
    const values = first.values.filter(
      (value) => !refused.has(value) && others.every((each) => each.values.includes(value)),
    );
    return isAbsent || values.length === 0 ? undefined : [said('In', new Set(values))];
  }
  const isPresent = of('Exists').length > 0;
  if (isAbsent) return isPresent ? undefined : [said('DoesNotExist')];
  return [
    ...(isPresent ? [said('Exists')] : []),
    ...(refused.size > 0 ? [said('NotIn', refused)] : []),
  ];
}

const OPPOSITE = {
  In: 'NotIn',
  NotIn: 'In',
  Exists: 'DoesNotExist',
  DoesNotExist: 'Exists',
} as const;

function opposite(requirement: Requirement): Selector {
  return { requirements: [{ ...requirement, operator: OPPOSITE[requirement.operator] }] };
}

/** Whether everyone who meets `part` meets `whole`. */
export function within(part: Selector, whole: Selector): boolean {
  return whole.requirements.every((each) => conjoin(part, opposite(each)) === undefined);
}

/** Those who meet `whole` and none of `others`, as selectors that may overlap. */
export function without(whole: Selector, others: readonly Selector[]): readonly Selector[] {
  return others.reduce<readonly Selector[]>(
    (left, other) =>
      widest(
        left.flatMap((each) =>
          other.requirements.flatMap((requirement) => conjoin(each, opposite(requirement)) ?? []),
        ),
      ),
    [whole],
  );
}

/** The selectors without those that are part of another one. */
export function widest(selectors: readonly Selector[]): readonly Selector[] {
  return selectors.filter((each, index) =>
    selectors.every(
      (other, at) => at === index || !within(each, other) || (within(other, each) && index < at),
    ),
  );
}
