import { expect, test } from 'vitest';
import { deployment, outcome, policy } from '../../../support/intents';

const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---${deployment('web', 'app: web')}${deployment('db', 'app: db')}${policy(
  'db',
  '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: {} }] }] }',
)}`;

const helpIn = (intents: string) => outcome(SHOP, intents).violations[0]?.help;

test('who breaks a written intent is told to narrow the rule or correct the intent', () => {
  expect(helpIn('intents: [{ nothing-reaches: shop/db }]')).toBe(
    'narrow shop/db ingress[0].from[0], or correct the intent',
  );
});

test('who breaks a closed world may also say that the flow is meant', () => {
  expect(helpIn('intents: [{ nothing-else-reaches: shop/db }]')).toBe(
    'narrow shop/db ingress[0].from[0], or say with a typed construct or an intent that the flow is meant',
  );
});
