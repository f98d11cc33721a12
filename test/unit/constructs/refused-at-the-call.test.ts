import { expect, test } from 'vitest';
import {
  type Addresses,
  anyIp,
  type DeclaredWorkload,
  ingressNginx,
  inventory,
  ipBlock,
  oneOf,
  pods,
  prometheus,
  to,
  zones,
} from '../../../lib/constructs';
import { javascript, refusalOf, refusalsOf } from './dsl/refusals';

test.each([
  ['zones(undefined)', () => zones(javascript<Record<string, string[]>>(undefined))],
  ['zones(null)', () => zones(javascript<Record<string, string[]>>(null))],
  [
    'inventory(undefined)',
    () => inventory(javascript<Record<`${string}/${string}`, DeclaredWorkload>>(undefined)),
  ],
  [
    'inventory labels',
    () =>
      inventory(
        javascript<Record<`${string}/${string}`, DeclaredWorkload>>({
          'a/b': { labels: 'xy', ports: {} },
        }),
      ),
  ],
  [
    'inventory ports',
    () =>
      inventory(
        javascript<Record<`${string}/${string}`, DeclaredWorkload>>({
          'a/b': { labels: { app: 'b' } },
        }),
      ),
  ],
  ['ingressNginx labels', () => ingressNginx(javascript({ labels: 'xy' }))],
  ['prometheus labels', () => prometheus(javascript({ labels: ['x'] }))],
  ['prometheus namespace', () => prometheus(javascript({ namespace: 5 }))],
])('%s is refused at the line of its author', (_, call) => {
  expect(refusalsOf(call)[0]?.source?.file).toBe(
    'test/unit/constructs/refused-at-the-call.test.ts',
  );
});

test('a label that cdk8s cannot render is refused, with what it renders', () => {
  expect(refusalOf(() => pods({ constructor: 'x' }))).toBe(
    "label key `constructor` of `pods` cannot be rendered by cdk8s => write pods({ constructor: oneOf('x') }), which it renders",
  );
  expect(() => pods({ constructor: oneOf('x') })).not.toThrow();
});

/** The milliseconds that a rule towards `peers` takes to be made. */
function timeOf(peers: readonly Addresses[]): number {
  to(peers.slice(0, 20));
  const start = performance.now();
  to(peers);
  return performance.now() - start;
}

const BLOCKS = Array.from({ length: 500 }, (_, at) => `10.${at % 250}.${at < 250 ? 0 : 128}`);

// They take 20 ms or less; comparing and parsing each pair anew took seconds.
test('five hundred blocks with exceptions are checked in no time', () => {
  const narrowed = BLOCKS.map((at) => ipBlock(`${at}.0/24`, { except: [`${at}.0/26`] }));
  expect(timeOf(narrowed)).toBeLessThan(400);
});

test('five hundred blocks beside five hundred exceptions are checked in no time', () => {
  const all = anyIp({ except: BLOCKS.map((at) => `${at}.0/26`) });
  expect(timeOf([all, ...BLOCKS.map((at) => ipBlock(`${at}.64/26`))])).toBeLessThan(400);
});
