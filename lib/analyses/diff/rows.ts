import { noPorts, toPortRanges } from '../../kernel';
import type { DiffCause, DiffRow } from '../../results';
import type { AddressEnd } from '../shared/address-ends';
import type { CommonEnd } from './align';
import { bothInOne } from './both-in-one';
import { causesOf, type Difference } from './causes';
import type { Compared, ComparedPair } from './compared';
import { type Delta, diffPorts } from './delta';
import { eachOnce } from './each-once';
import { looksAt } from './looks';
import { type DifferingPair, passingPairs } from './passing-pairs';
import type { Suspects } from './suspects';
import { countUnseen } from './unseen';

/** What happened between the ends that both sides have. */
export interface ComparedRows {
  /** One for each pair, addresses as finely as policies cut them. */
  readonly rows: readonly DiffRow[];
  /** The pairs between which the same passes. */
  readonly unchanged: number;
}

/**
 * Compares what passes between the ends that both sides have. Of those about which both say the same
 * it is only counted how much there is.
 */
export function compareEnds(
  compared: Compared,
  ends: readonly CommonEnd[],
  suspects: Suspects,
): ComparedRows {
  const causes = causesByClass(compared);
  const both = bothInOne(compared, ends, suspects);
  const looks = looksAt(ends, suspects);
  const passing = passingPairs(compared, ends, suspects, both, looks);
  const { differing, sameInside, sameOutside } = passing;
  const rows = differing.map((found) => rowOf(found, causes));
  return { rows, unchanged: sameInside + countUnseen(both, ends, looks, sameOutside) };
}

function rowOf(
  { from, to, pair, before, after, delta, change }: DifferingPair,
  causes: ReturnType<typeof causesByClass>,
): DiffRow {
  return {
    from: from.id,
    to: to.id,
    change,
    before: diffPorts(before),
    after: diffPorts(after),
    gained: toPortRanges(delta.gained),
    lost: toPortRanges(delta.lost),
    causes: causes(pair, delta),
    breaks: [],
  };
}

/** The causes of a pair, worked out once for all pairs of the same classes. */
export function causesByClass(
  compared: Compared,
): (pair: ComparedPair, delta: Delta) => readonly DiffCause[] {
  const known = new Map<string, readonly DiffCause[]>();
  const keyOf = ({ from, to }: ComparedPair) =>
    [from.before, from.after, to.before, to.after]
      .map((end) => (end.kind === 'pod' ? compared.classOf(end.pod) : addressKey(end.addresses)))
      .join(' ');
  const find = (pair: ComparedPair, { gained, lost }: Delta) => {
    const of = (difference: Difference) =>
      noPorts(difference.ports) ? [] : causesOf(compared, pair, difference);
    return eachOnce([
      ...of({ passes: 'after', ports: gained }),
      ...of({ passes: 'before', ports: lost }),
    ]);
  };
  return (pair, delta) => {
    const key = keyOf(pair);
    const found = known.get(key) ?? find(pair, delta);
    known.set(key, found);
    return found;
  };
}

function addressKey(addresses: AddressEnd['addresses']): string {
  return [...addresses[4].slice(0, 1), ...addresses[6].slice(0, 1)].flat().join('-');
}
