import { expect, test } from 'vitest';
import { APP_CODES } from '../../../lib/cdk8s';
import { COMPOSITE_CODES, CONSTRUCT_CODES } from '../../../lib/constructs';

test.each(Object.entries({ ...COMPOSITE_CODES, ...APP_CODES }))(
  '%s says why in a fragment, and what to do beginning with a verb',
  (_code, { why, help }) => {
    expect(why).toMatch(/^\S.*[^.]$/);
    expect(help).toMatch(
      /^(add|create|correct|declare|deny|give|keep|leave|list|name|pass|set|synthesize|take|use|write) /,
    );
  },
);

test('no code is explained twice', () => {
  const twice = Object.keys(COMPOSITE_CODES).filter((code) => code in CONSTRUCT_CODES);
  expect(twice).toEqual([]);
});
