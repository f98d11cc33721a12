import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contradictionIn } from '../../lib/analyses/lint/views/contradiction';
import { matches, type Requirement, SELECTOR_OPERATORS } from '../../lib/kernel';
import { NAMESPACE_NAME_LABEL } from '../../lib/model';

const KEYS = ['app', NAMESPACE_NAME_LABEL] as const;
/** One value more than selectors ask for, so that there is always another one. */
const VALUES = ['a', 'b', 'other'] as const;

const requirement: fc.Arbitrary<Requirement> = fc
  .record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom(...SELECTOR_OPERATORS),
    listed: fc.subarray(['a', 'b'], { minLength: 1 }),
  })
  .map(({ key, operator, listed }) => ({
    key,
    operator,
    values: operator === 'In' || operator === 'NotIn' ? listed : [],
  }));

const requirements = fc.array(requirement, { maxLength: 5 });

/** Every set of labels that tells apart what the selectors ask for. */
const LABELS = [undefined, ...VALUES].flatMap((app) =>
  [undefined, ...VALUES].map((name) => {
    const entries: [string, string][] = [];
    if (app !== undefined) entries.push([KEYS[0], app]);
    if (name !== undefined) entries.push([KEYS[1], name]);
    return new Map(entries);
  }),
);

test('a selector of pods contradicts itself where no labels match it', () => {
  fc.assert(
    fc.property(requirements, (all) => {
      const selector = { requirements: all };
      const isMatched = LABELS.some((labels) => matches(selector, labels));
      expect(contradictionIn(selector, 'pods') === undefined).toBe(isMatched);
    }),
  );
});

test('a selector of namespaces contradicts itself where no labels with a name match it', () => {
  fc.assert(
    fc.property(requirements, (all) => {
      const selector = { requirements: all };
      const named = LABELS.filter((labels) => labels.has(NAMESPACE_NAME_LABEL));
      const isMatched = named.some((labels) => matches(selector, labels));
      expect(contradictionIn(selector, 'namespaces') === undefined).toBe(isMatched);
    }),
  );
});
