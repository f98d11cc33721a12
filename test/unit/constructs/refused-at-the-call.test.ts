import { expect, test } from 'vitest';
import {
  type DeclaredWorkload,
  ingressNginx,
  inventory,
  oneOf,
  pods,
  prometheus,
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
