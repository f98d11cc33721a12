import { compile } from '../../engine';
import { amountText, groupBy, UsageError } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import { askedEnds } from '../shared/asked-ends';
import type { ReachQuery } from '../shared/reach-query';
import { numberOf } from './rows-by-map';

/** How many flows there is room for. */
export interface RoomForFlows {
  readonly flows: number;
  /** What to do where they are more. */
  readonly help: string;
}

/**
 * Refuses a list of more flows than there is room for, before any of it is made. It adds up the lines
 * of the map from the shorter side, in which no flow is missing and nearly none is too many, and stops
 * at the limit: a line costs its length, so this never costs more than the list that fits.
 *
 * @throws {UsageError}
 */
export function refuseTooManyFlows(
  cluster: Cluster,
  profile: Profile,
  query: Omit<ReachQuery, 'maxPairs'>,
  { flows: limit, help }: RoomForFlows,
): void {
  const asked = askedEnds(cluster, { ...query, maxPairs: Number.POSITIVE_INFINITY });
  const { sources, destinations } = asked;
  if (sources.length * destinations.length <= limit) return;
  const map = compile(cluster, profile).map();
  const isByRows = sources.length <= destinations.length;
  const [near, far] = isByRows ? [sources, destinations] : [destinations, sources];
  const lineOf = isByRows ? map.row : map.column;
  const ends = groupBy(far, (end) => numberOf(map, end));
  let flows = 0;
  for (const end of near) {
    for (const entry of lineOf(numberOf(map, end))) flows += ends.get(entry.end)?.length ?? 0;
    if (flows <= limit) continue;
    throw new UsageError(
      `the answer would have more than ${amountText(limit)} flows, which is more than fits in memory`,
      help,
    );
  }
}
