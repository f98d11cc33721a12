import { describe, expect, test } from 'vitest';
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

describe('a rule whose peers are a namespace and pods, each alone', () => {
  const or = (peers: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---${deployment('web', 'app: web')}${deployment('db', 'app: db')}${policy(
    'db',
    `{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [${peers}] }] }`,
  )}`;
  const WEB = '{ podSelector: { matchLabels: { app: web } } }';
  const BLOG = '{ namespaceSelector: { matchLabels: { team: blog } } }';
  const intent =
    'intents: [{ only: { pods: { app: web }, namespaces: { team: blog } }, reaches: shop/db, ports: all }]';

  test('is told that items of a list are alternatives', () => {
    expect(outcome(or(`${BLOG}, ${WEB}`), intent).violations[0]?.help).toMatch(
      /^join the peers .* two items of a list are alternatives, so drop the dash/,
    );
  });

  test('is named for both, because either lets too much in', () => {
    const paths = outcome(or(`${BLOG}, ${WEB}`), intent).violations.flatMap(({ culprits }) =>
      culprits.map(({ path }) => path),
    );
    expect(paths).toEqual(expect.arrayContaining(['ingress[0].from[0]', 'ingress[0].from[1]']));
  });

  test('is not told so where both peers name pods', () => {
    const other = '{ podSelector: { matchLabels: { app: api } } }';
    const helps = outcome(or(`${other}, ${WEB}`), intent).violations.map(({ help }) => help);
    expect(helps).toContainEqual(expect.stringMatching(/^narrow /));
    expect(helps).not.toContainEqual(expect.stringMatching(/^join/));
  });
});
