import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/kernel';
import { app, policy, reported } from '../support/lint-objects';

const both = (direction: 'ingress' | 'egress', ...rules: readonly JsonObject[]) =>
  policy('shop/web', {
    ...app('web'),
    policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
    [direction]: rules,
  });

describe('NP602 dash-before-ports', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP602', objects);

  test('says what each of the two rules does', () => {
    expect(found(both('ingress', { from: [app('proxy')] }, { ports: [{ port: 80 }] }))).toEqual([
      'warning: shop/web ingress[0] lets its peers in at every port, and ingress[1] lets everyone in at 80/TCP',
    ]);
  });

  test('finds them behind a rule that is whole', () => {
    const whole = { from: [app('admin')], ports: [{ port: 22 }] };
    const torn = [{ from: [app('proxy')] }, { ports: [{ port: 80 }] }];
    expect(found(both('ingress', whole, ...torn))).toEqual([
      'warning: shop/web ingress[1] lets its peers in at every port, and ingress[2] lets everyone in at 80/TCP',
    ]);
  });

  test('finds ports before peers, and both ways', () => {
    expect(found(both('egress', { ports: [{ port: 80 }] }, { to: [app('db')] }))).toEqual([
      'warning: shop/web egress[1] leads to its peers at every port, and egress[0] leads everywhere at 80/TCP',
    ]);
  });

  test.each([
    ['one rule with both', [both('ingress', { from: [app('proxy')], ports: [{ port: 80 }] })]],
    [
      'rules before one that has both',
      [
        both(
          'ingress',
          { from: [app('admin')] },
          { ports: [{ port: 9090 }] },
          { from: [app('proxy')], ports: [{ port: 80 }] },
        ),
      ],
    ],
    [
      'a rule that opens DNS to everywhere',
      [both('egress', { to: [app('db')] }, { ports: [{ protocol: 'UDP', port: 53 }] })],
    ],
    ['two rules with peers', [both('ingress', { from: [app('proxy')] }, { from: [app('admin')] })]],
    ['a rule that allows everything', [both('ingress', { from: [app('proxy')] }, {})]],
    [
      'rules of a direction that does not count',
      [
        policy('shop/web', {
          podSelector: {},
          policyTypes: ['Egress'],
          ingress: [{ from: [app('proxy')] }, { ports: [{ port: 80 }] }],
        }),
      ],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});
