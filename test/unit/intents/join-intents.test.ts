import { expect, test } from 'vitest';
import { joinIntents, parseIntents } from '../../../lib/intents';

const file = (name: string, intent: string) =>
  parseIntents(`intents: [{ name: ${intent}, nothing-reaches: shop/db }]`, name);

test('a name that an intent of another file has is said at the second one', () => {
  const { statements, diagnostics } = joinIntents([
    file('one.yaml', 'closed'),
    file('two.yaml', 'closed'),
  ]);
  expect(statements).toHaveLength(2);
  expect(diagnostics).toMatchObject([
    {
      code: 'intents/duplicate-name',
      message: '`closed` is also the name of the intent at one.yaml:1:11',
      source: { file: 'two.yaml' },
    },
  ]);
});

test('what one file says twice is told once', () => {
  const twice = parseIntents(
    'intents: [{ name: a, nothing-reaches: shop/db }, { name: a, nothing-reaches: shop/db }]',
    'one.yaml',
  );
  expect(joinIntents([twice, file('two.yaml', 'b')]).diagnostics).toHaveLength(1);
});
