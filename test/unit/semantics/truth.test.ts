import { describe, expect, test } from 'vitest';
import { all, any, assumed, fact, NO, not, unknown, whichever, YES } from '../../../lib/semantics';

const A = unknown('enforces');
const B = unknown('pod-addresses');

describe('truth', () => {
  test.each([
    [[], YES],
    [[YES, YES], YES],
    [[YES, NO, A], NO],
    [[YES, B, A], unknown('enforces', 'pod-addresses')],
  ])('of all: %j is %j', (truths, expected) => {
    expect(all(truths)).toEqual(expected);
  });

  test.each([
    [[], NO],
    [[NO, YES, A], YES],
    [[NO, A, A], A],
  ])('of any: %j is %j', (truths, expected) => {
    expect(any(truths)).toEqual(expected);
  });

  test('that is open stays open when it is turned around', () => {
    expect([not(YES), not(NO), not(A)]).toEqual([NO, YES, A]);
  });

  test('of an assumption is what the profile says, and open where it says nothing', () => {
    expect([
      assumed(true, 'enforces'),
      assumed(false, 'enforces'),
      assumed(undefined, 'enforces'),
    ]).toEqual([fact(true), fact(false), A]);
  });

  test.each([
    [YES, YES, YES],
    [A, A, A],
    [YES, NO, unknown('host-network-is-peer')],
    [YES, A, unknown('enforces', 'host-network-is-peer')],
  ])('that stands the same either way does not wait: %j or %j is %j', (yes, no, expected) => {
    expect(whichever('host-network-is-peer', yes, no)).toEqual(expected);
  });
});
