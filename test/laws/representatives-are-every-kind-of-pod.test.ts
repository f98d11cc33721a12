import fc from 'fast-check';
import { expect, test } from 'vitest';
import { representatives } from '../../lib/engine';
import { type Labels, matches, type Requirement, type Selector } from '../../lib/kernel';
import { oneOf } from '../support/small-policies';

/* Four labels with two values each that selectors mention: few enough to write down every pod. */
const KEYS = ['a', 'b', 'c', 'd'];
const VALUES = ['x', ''];

const requirement: fc.Arbitrary<Requirement> = fc
  .tuple(
    oneOf(KEYS),
    oneOf(['In', 'In', 'NotIn', 'Exists', 'DoesNotExist'] as const),
    fc.subarray(VALUES, { minLength: 1 }),
  )
  .map(([key, operator, values]) => {
    const hasValues = operator === 'In' || operator === 'NotIn';
    return { key, operator, values: hasValues ? values : [] };
  });

const selectors: fc.Arbitrary<readonly Selector[]> = fc.array(
  fc.array(requirement, { maxLength: 3 }).map((requirements) => ({ requirements })),
  { maxLength: 7 },
);

const EVERY_POD: readonly Labels[] = KEYS.reduce<readonly Labels[]>(
  (all, key) =>
    all.flatMap((labels) => [
      labels,
      ...[...VALUES, 'unmentioned'].map((value) => new Map([...labels, [key, value]])),
    ]),
  [new Map()],
);

function vectorOf(asked: readonly Selector[], labels: Labels): string {
  return asked.map((selector) => (matches(selector, labels) ? '1' : '0')).join('');
}

/** The truth vectors that the parts say there are, and labels for each. */
function claimed(asked: readonly Selector[]): readonly { vector: string; labels: Labels }[] {
  const found = representatives(asked);
  if (found === 'over-budget') return [];
  const nothing = asked.map((_, at) => (found.met.includes(at) ? '1' : '0'));
  return found.parts
    .reduce(
      (all, part) =>
        all.flatMap(({ vector, labels }) =>
          Array.from({ length: part.kinds }, (_, kind) => ({
            vector: part.selectors.reduce(
              (bits, at, place) => bits.with(at, part.meets(kind, place) ? '1' : '0'),
              vector,
            ),
            labels: [...labels, ...part.labels(kind)],
          })),
        ),
      [{ vector: nothing, labels: [] as [string, string][] }],
    )
    .map(({ vector, labels }) => ({ vector: vector.join(''), labels: new Map(labels) }));
}

test('the representatives are exactly the truth vectors of all pods that can be written down', () => {
  fc.assert(
    fc.property(selectors, (asked) => {
      const vectors = claimed(asked).map(({ vector }) => vector);
      const possible = new Set(EVERY_POD.map((labels) => vectorOf(asked, labels)));
      expect([...vectors].sort()).toEqual([...possible].sort());
    }),
    { numRuns: 1_000 },
  );
});

test('the labels of a representative make a pod of its kind', () => {
  fc.assert(
    fc.property(selectors, (asked) => {
      for (const { vector, labels } of claimed(asked)) expect(vectorOf(asked, labels)).toBe(vector);
    }),
    { numRuns: 500 },
  );
});

test('as many kinds escape some selectors as have none of them in their truth vector', () => {
  fc.assert(
    fc.property(
      selectors,
      fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
      (asked, those) => {
        const found = representatives(asked);
        if (found === 'over-budget' || found.met.some((at) => those[at])) return;
        const counted = found.parts.reduce(
          (product, part) => product * part.escaping((at) => those[at] === true),
          1,
        );
        const escaping = claimed(asked).filter(({ vector }) =>
          [...vector].every((bit, at) => bit === '0' || those[at] !== true),
        );
        expect(counted).toBe(escaping.length);
      },
    ),
    { numRuns: 500 },
  );
});
