import type { Reported } from '../../../../lib/renderers/shared/report/reported';
import { intentsResult, mixed, outcome } from './intents';
import { dangling, finding, lintResult } from './lint';

/** Nothing is wrong. */
export const nothingWrong: Reported = {
  lint: lintResult([]),
  intents: intentsResult([outcome()]),
};

/** Findings and intents of every standing. */
export const everything: Reported = {
  intents: mixed,
  lint: lintResult(
    [
      finding(),
      dangling(),
      dangling({
        fingerprint: 'a1',
        standing: 'acknowledged',
        accepted: { reason: 'goes away with v1', until: '2027-01-31', by: 'comment' },
      }),
      dangling({
        fingerprint: 'a2',
        standing: 'acknowledged',
        accepted: { reason: 'goes away with v1', by: 'configuration' },
      }),
      dangling({ fingerprint: 'a3', standing: 'baselined' }),
    ],
    {
      unused: [
        {
          check: 'NP999',
          by: 'comment',
          message: 'no finding matches it',
          source: { file: 'k8s/old.yaml', line: 2 },
        },
      ],
    },
  ),
};
