import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROFILE_NAMES, portable, profileNamed, withOverrides } from '../../lib/platform';
import { cluster, flowOf, profile } from '../support/arbitraries';
import { EVALUATORS, verdictOf } from '../support/evaluators';

const conformant = PROFILE_NAMES.map(profileNamed).filter(({ assume }) => assume.enforces === true);

/** A cluster, where its addresses lie, and one flow to ask about. */
const asked = fc
  .tuple(cluster, profile)
  .chain(([generated, { ipFamilies, podCidrs, nodeCidrs }]) => {
    const facts = {
      ...(ipFamilies === undefined ? {} : { ipFamilies }),
      ...(podCidrs === undefined ? {} : { podCidrs }),
      ...(nodeCidrs === undefined ? {} : { nodeCidrs }),
    };
    return flowOf(generated).map((flow) => ({ generated, facts, flow }));
  });

test.each(EVALUATORS)(
  'what portable decides, every conformant plugin decides alike: %s',
  (_, of) => {
    fc.assert(
      fc.property(asked, ({ generated, facts, flow }) => {
        const { word } = verdictOf(of(generated, withOverrides(portable, facts)), flow);
        fc.pre(word !== 'undecided');
        for (const bundle of conformant) {
          const verdict = verdictOf(of(generated, withOverrides(bundle, facts)), flow);
          expect({ bundle: bundle.name, word: verdict.word }).toEqual({
            bundle: bundle.name,
            word,
          });
        }
      }),
      { numRuns: 200 },
    );
  },
);
