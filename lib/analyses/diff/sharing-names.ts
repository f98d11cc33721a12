import type { DiffSide } from '../../results';
import { type End, isPods } from '../shared/flow-ends';
import type { CommonEnd } from './align';

const SIDES: readonly DiffSide[] = ['before', 'after'];

/**
 * The ends that share a name of one of the pods that flows are told of: the first two of each end.
 * Of most clusters none do, which a look at all names tells without keeping whose they are.
 */
export function sharingNames(ends: readonly CommonEnd[]): ReadonlySet<CommonEnd> {
  const areOne = ends.every(({ before, after }) => before === after);
  const sharing = new Set<CommonEnd>();
  for (const side of areOne ? SIDES.slice(1) : SIDES)
    if (hasDoubles(ends, side)) addSharing(ends, side, sharing);
  return sharing;
}

function hasDoubles(ends: readonly CommonEnd[], side: DiffSide): boolean {
  const known = new Map<string, Set<string>>();
  let told = 0;
  for (const { [side]: end } of ends) {
    eachTold(end, (namespace, name) => {
      told += 1;
      const names = known.get(namespace);
      if (names === undefined) known.set(namespace, new Set([name]));
      else names.add(name);
    });
  }
  for (const { size } of known.values()) told -= size;
  return told > 0;
}

function addSharing(ends: readonly CommonEnd[], side: DiffSide, sharing: Set<CommonEnd>): void {
  const known = new Map<string, Map<string, CommonEnd>>();
  for (const end of ends) {
    eachTold(end[side], (namespace, name) => {
      const names = known.get(namespace) ?? new Map<string, CommonEnd>();
      known.set(namespace, names);
      const other = names.get(name);
      if (other === undefined) names.set(name, end);
      else sharing.add(other).add(end);
    });
  }
}

/** Calls `take` for the pods of an end that flows are told of. */
function eachTold(end: End, take: (namespace: string, name: string) => void): void {
  if (!isPods(end)) return;
  const [first, second] = end.pods;
  if (first.stands === 'for-one-pod') take(first.namespace, first.name);
  if (second?.stands === 'for-one-pod') take(second.namespace, second.name);
}
