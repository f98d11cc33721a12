import type { Pod } from '../../model';
import type { Place } from './places';
import type { Side } from './space';

/** One end of the flows that are looked for: any pod in one namespace, a known one, or addresses. */
export type SearchEnd =
  | { readonly kind: 'possible'; readonly place: Place }
  | { readonly kind: 'known'; readonly pod: Pod; readonly place: Place }
  | { readonly kind: 'outside' };

/**
 * Which flows are looked for. `possible`: those that some reading of every open question lets
 * through. `certain`: those that every reading does.
 */
export type Bound = 'possible' | 'certain';

/** The two ends of the flows that are looked for. */
export type SearchEnds = Readonly<Record<Side, SearchEnd>>;

/** Two pods in one namespace; nobody asks of an unnamed one whether both are in it. */
export function isOnePlace({ from, to }: SearchEnds): boolean {
  if (from.kind === 'outside' || to.kind === 'outside') return false;
  return from.place.name !== undefined && from.place.name === to.place.name;
}
