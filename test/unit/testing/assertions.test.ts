import { AssertionError } from 'node:assert';
import { tcp } from 'cdk8s-netpol';
import {
  assertIntents,
  assertNoFindings,
  assertNotReaches,
  assertReachableOnlyFrom,
  assertReaches,
  assertReachesOnly,
} from 'cdk8s-netpol/testing';
import 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import { failure, shop } from './support/shop';

test('each says what its matcher says, and nothing where that holds', () => {
  const net = shop();
  const api = net.pod('shop/api');
  const pairs: readonly (readonly [assert: () => void, matcher: () => void])[] = [
    [() => assertReaches(net, 'shop/api', 'shop/db'), () => expect(api).toReach('shop/db')],
    [() => assertReaches(net, api, 'shop/web'), () => expect(api).toReach('shop/web')],
    [() => assertNotReaches(net, api, 'shop/db'), () => expect(api).not.toReach('shop/db')],
    [
      () => assertReachesOnly(net, api, 'shop/db', tcp(1)),
      () => expect(api).toReachOnly('shop/db', tcp(1)),
    ],
    [
      () => assertReachableOnlyFrom(net, 'shop/db', []),
      () => expect(net.to('shop/db')).toBeReachableOnlyFrom([]),
    ],
    [() => assertIntents(net), () => expect(net).toSatisfyIntents()],
    [() => assertNoFindings(net), () => expect(net).toHaveNoFindings()],
  ];
  for (const [assert, matcher] of pairs) expect(failure(assert)).toBe(failure(matcher));
  expect(pairs.filter(([assert]) => failure(assert) === 'it did not fail')).toHaveLength(1);
});

test('what they throw is what node:assert throws, from the line of the test', () => {
  const net = shop();
  const thrown = (() => {
    try {
      assertReaches(net, 'shop/web', 'shop/db');
    } catch (failed) {
      return failed;
    }
  })();
  expect(thrown).toBeInstanceOf(AssertionError);
  expect(thrown).toMatchObject({ operator: 'assertReaches' });
  expect(thrown instanceof Error ? thrown.stack : '').not.toContain('lib/testing');
});
