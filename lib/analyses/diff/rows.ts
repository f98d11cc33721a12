import { type Connection, isDenied } from '../../engine';
import { noPorts, toPortRanges } from '../../kernel';
import type { DiffCause, DiffRow } from '../../results';
import type { AddressEnd } from '../shared/address-ends';
import { type End, flowEnds } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import { causesOf, type Difference } from './causes';
import type { Compared, ComparedPair, PerSide } from './compared';
import { type Delta, deltaOf, diffPorts } from './delta';
import { eachOnce } from './each-once';
import { connectionsBetween } from './stand-ins';
import type { Suspects } from './suspects';
import { countUnseen, type SamePair } from './unseen';

/** What happened between the ends that both sides have. */
export interface ComparedRows {
  /** One for each pair, addresses as finely as policies cut them. */
  readonly rows: readonly DiffRow[];
  /** The pairs between which the same passes. */
  readonly unchanged: number;
}

/**
 * Compares every pair of ends that both sides have. Of those about which both say the same it is only
 * counted how many there are.
 */
export function compareEnds(
  compared: Compared,
  ends: readonly CommonEnd[],
  suspects: Suspects,
): ComparedRows {
  const causes = causesByClass(compared);
  const connections = connectionsBetween(compared, ends);
  const rows: DiffRow[] = [];
  const sameOutside: SamePair[] = [];
  let sameInside = 0;
  const take = (found: PassingPair) => {
    const { from, to, after } = found;
    if (found.delta.change !== undefined) rows.push(rowOf(found, found.delta.change, causes));
    else if (isOutside(from) || isOutside(to)) {
      sameOutside.push({ from: from.id, to: to.id, passes: diffPorts(after) });
    } else sameInside += 1;
  };
  for (const from of ends) {
    for (const to of suspects.from(from)) {
      const found = betweenEnds(connections, from, to, suspects.isSame(from, to));
      if (found !== undefined) take(found);
    }
  }
  return { rows, unchanged: sameInside + countUnseen(compared, ends, suspects, sameOutside) };
}

function rowOf(
  { from, to, pair, before, after, delta }: PassingPair,
  change: DiffRow['change'],
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

function isOutside({ after }: CommonEnd): boolean {
  return 'addresses' in after;
}

interface PassingPair {
  readonly from: CommonEnd;
  readonly to: CommonEnd;
  readonly pair: ComparedPair;
  readonly before: Connection;
  readonly after: Connection;
  readonly delta: Delta;
}

/** What passes between two ends on either side; nothing where nothing does. */
function betweenEnds(
  connections: ReturnType<typeof connectionsBetween>,
  from: CommonEnd,
  to: CommonEnd,
  isSame: boolean,
): PassingPair | undefined {
  const pair = pairOf(from, to);
  if (pair === undefined) return undefined;
  const after = connections.after(pair.from.after, pair.to.after);
  const before = isSame ? after : connections.before(pair.from.before, pair.to.before);
  if (isDenied(before) && isDenied(after)) return undefined;
  return { from, to, pair, before, after, delta: deltaOf(before, after) };
}

/** The ends of both sides of a pair; undefined for what is no flow on one of them. */
export function pairOf(from: PerSide<End>, to: PerSide<End>): ComparedPair | undefined {
  const before = flowEnds(from.before, to.before);
  const after = flowEnds(from.after, to.after);
  if (before === undefined || after === undefined) return undefined;
  return {
    from: { before: before[0], after: after[0] },
    to: { before: before[1], after: after[1] },
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
