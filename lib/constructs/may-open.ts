import type { Construct } from 'constructs';
import type { Direction } from '../kernel/direction';
import { decline } from './composite-refusals';
import { isolationOf, learnIsolated } from './isolation';
import { type Place, placeName } from './places';

/** The prop by which an author accepts that opening isolates. */
export interface MayIsolate {
  readonly isolates?: true;
}

/** What else a policy cuts, by direction. */
const CUTS: Readonly<Record<Direction, string>> = {
  ingress: 'everything else that reaches them',
  egress: 'everything else that they reach',
};

/**
 * The directions in which a construct may write a policy at its own end: those that this app
 * isolates, and with `isolates: true` the others as well. A direction declared to be left alone
 * needs no policy.
 *
 * @throws {InvalidInputError} naming what would be cut, where nothing is known to isolate the pods
 */
export function mayOpen(
  scope: Construct,
  what: string,
  place: Place,
  wanted: readonly Direction[],
  { isolates }: MayIsolate,
): readonly Direction[] {
  if (isolates === true) {
    if (place.select.kind === 'all-pods') learnIsolated(scope, place.namespace, wanted);
    return wanted;
  }
  const states = wanted.map((direction) => ({
    direction,
    isolation: isolationOf(scope, place.namespace, direction),
  }));
  const unknown = states.filter(({ isolation }) => isolation === 'unknown');
  if (unknown.length > 0) {
    const cut = unknown.map(({ direction }) => CUTS[direction]).join(', and ');
    decline({
      code: 'constructs/isolates-by-surprise',
      message: `\`${what}\` would isolate ${placeName(place)}, and cut ${cut}`,
      help: `create it inside a DefaultDenyNamespace, declare governedNamespace(scope, '${place.namespace}', { isolated: [...] }) before it, or give \`isolates: true\``,
    });
  }
  return states.flatMap(({ direction, isolation }) =>
    isolation === 'isolated' ? [direction] : [],
  );
}
