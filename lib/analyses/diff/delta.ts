import type { Connection } from '../../engine';
import {
  byText,
  noPorts,
  type PortSet,
  subtractPorts,
  toPortRanges,
  unionPorts,
} from '../../kernel';
import type { DiffChange, DiffPorts } from '../../results';

/** How what passes after differs from what passed before. */
export interface Delta {
  readonly gained: PortSet;
  readonly lost: PortSet;
  /** Undefined where nothing differs. */
  readonly change: DiffChange | undefined;
}

/** What one connection lets through that the other does not; undecided stands between denied and allowed. */
export function deltaOf(before: Connection, after: Connection): Delta {
  const gained = above(after, before);
  const lost = above(before, after);
  return { gained, lost, change: changeOf(!noPorts(gained), !noPorts(lost)) };
}

function above(one: Connection, other: Connection): PortSet {
  return unionPorts(
    subtractPorts(one.allowed, other.allowed),
    subtractPorts(one.undecided, unionPorts(other.allowed, other.undecided)),
  );
}

function changeOf(gains: boolean, loses: boolean): DiffChange | undefined {
  if (gains && loses) return 'changed';
  if (gains) return 'broadened';
  return loses ? 'narrowed' : undefined;
}

/** A connection as answers write it. */
export function diffPorts({ allowed, undecided, reasons }: Connection): DiffPorts {
  return {
    allowed: toPortRanges(allowed),
    undecided: toPortRanges(undecided),
    reasons: reasons.map(({ id }) => id).sort(byText((id) => id)),
  };
}

/** Nothing passes. */
export const NOTHING: Connection = {
  allowed: { TCP: [], UDP: [], SCTP: [] },
  undecided: { TCP: [], UDP: [], SCTP: [] },
  reasons: [],
};
