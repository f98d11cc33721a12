import { isSameKnownPod } from '../../model';
import { hasAddressIn } from './address-conditions';
import type { Alternative } from './alternatives';
import { ALWAYS, allOf, type Conditions, NEVER } from './conditions';
import type { SearchEnd, SearchEnds } from './ends';
import type { EndBox } from './flow-box';
import type { FlowBoxes, Spot } from './flow-boxes';
import { onPorts } from './ports';
import type { Reading } from './reading';
import { namespaceSelector, podSelector } from './selector-conditions';
import { type Clause, negated } from './solve';
import type { Side } from './space';

/** How each end is let through at the gate where it is the other end. */
export type Ways = Readonly<Record<Side, Alternative['by']>>;

/**
 * The end belongs to a box. Addresses speak of a pod only where a block lets it through: whoever
 * means the office network does not mean the pods that a selector names.
 */
export function inBox(
  reading: Reading,
  side: Side,
  end: SearchEnd,
  box: EndBox,
  way: Alternative['by'],
): Conditions {
  if (box.kind === 'pods') {
    if (end.kind === 'known' && box.known !== undefined) {
      return box.known.some((pod) => isSameKnownPod(pod, end.pod)) ? ALWAYS : NEVER;
    }
    return allOf([
      namespaceSelector(reading, side, end, box.namespaces),
      podSelector(reading, side, end, box.pods),
    ]);
  }
  const isMeant = end.kind === 'outside' || way === 'address';
  return isMeant ? hasAddressIn(reading, side, end, box.addresses) : NEVER;
}

/** The clauses that a flow is none of the excepted ones; undefined where every flow is. */
export function unlessExcepted(
  passing: Reading,
  excepted: FlowBoxes,
  ends: SearchEnds,
  ways: Ways,
): readonly Clause[] | undefined {
  const reading: Reading = { ...passing, purpose: 'excepting' };
  const clauses: Clause[] = [];
  for (const { from, to, ports } of excepted.between(spotOf(ends.from), spotOf(ends.to))) {
    const between = allOf([
      inBox(reading, 'from', ends.from, from, ways.from),
      inBox(reading, 'to', ends.to, to, ways.to),
    ]);
    if (between === 'never') continue;
    for (const each of onPorts(reading, ports, ends.to)) {
      const meant = allOf([between, each]);
      if (meant === 'never') continue;
      if (meant.length === 0) return undefined;
      clauses.push(meant.map((literal) => negated(literal, reading.space.start)));
    }
  }
  return clauses;
}

function spotOf(end: SearchEnd): Spot {
  return end.kind === 'outside' ? end : { kind: 'pods', namespace: end.place.name };
}
