import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASSUMPTION_IDS, ASSUMPTIONS, type Profile } from '../../lib/platform';
import { question } from '../support/arbitraries';
import { EVALUATORS, verdictOf } from '../support/evaluators';

const settled = (profile: Profile, id: string, value: unknown): Profile => ({
  ...profile,
  assume: { ...profile.assume, [id]: value },
});

const isOpen = ({ assume }: Profile, id: (typeof ASSUMPTION_IDS)[number]) =>
  assume[id] === undefined || assume[id] === 'unknown';

/** One answer for each question that may be open; `unknown` is none. */
const answers = fc.tuple(
  ...ASSUMPTION_IDS.map((id) =>
    fc
      .constantFrom(...ASSUMPTIONS[id].values.filter((value) => value !== 'unknown'))
      .map((value) => [id, value] as const),
  ),
);

describe.each(EVALUATORS)('%s', (_, of) => {
  test('settling open questions one after the other never flips a decided verdict', () => {
    fc.assert(
      fc.property(question, answers, ({ cluster, profile, flow }, values) => {
        let facts: Profile = profile;
        let before = verdictOf(of(cluster, facts), flow);
        for (const [id, value] of values) {
          if (!isOpen(facts, id)) continue;
          facts = settled(facts, id, value);
          const after = verdictOf(of(cluster, facts), flow);
          if (before.word !== 'undecided') expect(after).toEqual(before);
          before = after;
        }
      }),
      { numRuns: 150 },
    );
  });

  test('settling a question that is not among the reasons changes nothing', () => {
    fc.assert(
      fc.property(question, answers, ({ cluster, profile, flow }, values) => {
        const before = verdictOf(of(cluster, profile), flow);
        for (const [id, value] of values) {
          if (!isOpen(profile, id) || before.reasons.includes(id)) continue;
          expect(verdictOf(of(cluster, settled(profile, id, value)), flow)).toEqual(before);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('settling all of its reasons decides a verdict', () => {
    fc.assert(
      fc.property(question, answers, ({ cluster: generated, profile, flow }, values) => {
        // A policy of a kind that nobody models hides what else is open behind it.
        const cluster = { ...generated, unmodelled: [] };
        const { word, reasons } = verdictOf(of(cluster, profile), flow);
        fc.pre(word === 'undecided' && reasons.every((id) => id in ASSUMPTIONS));
        const facts = values
          .filter(([id]) => reasons.includes(id))
          .reduce((sum, [id, value]) => settled(sum, id, value), profile);
        expect(verdictOf(of(cluster, facts), flow).word).not.toBe('undecided');
      }),
      { numRuns: 60 },
    );
  });
});
