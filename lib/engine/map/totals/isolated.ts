import type { Direction } from '../../../kernel';
import type { Ends } from '../flows/ends';
import type { Flows } from '../flows/flows';
import { FREE } from '../rules/profile-marks';

/**
 * How many pods policies isolate in a direction. The gate of a class has the profile of its rules, in
 * the certain bound, exactly where some policy isolates it and nothing else stands before those rules:
 * a gate that is not policed, or that unknown policies decide about, has a mark in its place. So this
 * reads one number for each end.
 */
export function isolatedPods(
  { bounds }: Flows,
  { all, placeOf }: Ends,
  direction: Direction,
): number {
  const { profileOf } = bounds.certain[direction];
  let pods = 0;
  for (let at = 0; at < all.length; at += 1) {
    const end = all[at];
    if (end?.kind !== 'pods') continue;
    const profile = profileOf[placeOf[at] ?? 0] ?? FREE;
    if (profile >= 0) pods += end.pods.length;
  }
  return pods;
}
