import { groupBy } from '../../kernel';
import type { DiffPorts } from '../../results';
import type { AddressEnd } from '../shared/address-ends';
import { isPods } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import { type Alike, countAlike } from './alike';
import type { BothInOne } from './both-in-one';
import type { Looks } from './looks';

/** A pair of which one end is addresses, and between which the same passes. */
export interface SamePair {
  readonly from: string;
  readonly to: string;
  readonly passes: DiffPorts;
}

/**
 * How many pairs there are between which the same passes, beside those inside that were looked at.
 * Addresses count as one end where nothing tells them apart: neither what they exchange with ends
 * that nobody looked at, nor `seen`, with the others.
 */
export function countUnseen(
  both: BothInOne,
  ends: readonly CommonEnd[],
  looks: Looks,
  seen: readonly SamePair[],
): number {
  const outside = ends.flatMap(({ after }) => (isPods(after) ? [] : [after]));
  const alike = countAlike(both, ends, looks);
  return alike.inside + countOutside(outside, alike, seen);
}

function countOutside(
  outside: readonly AddressEnd[],
  alike: Alike,
  seen: readonly SamePair[],
): number {
  const ids = new Set(outside.map(({ endpoint }) => endpoint.id));
  const seenOf = groupBy(seen, ({ from, to }) => (ids.has(from) ? from : to));
  const told = outside.map((end) => {
    const { id } = end.endpoint;
    const own = seenOf.get(id) ?? [];
    const exchange = alike.outside.get(end);
    const pairs = own.map(({ from, to, passes }) => [from === id, from === id ? to : from, passes]);
    return {
      form: `${JSON.stringify(pairs)} ${exchange?.form ?? ''}`,
      pairs: own.length + (exchange?.pairs ?? 0),
    };
  });
  const apart = new Map(told.map(({ form, pairs }) => [form, pairs]));
  return [...apart.values()].reduce((sum, pairs) => sum + pairs, 0);
}
