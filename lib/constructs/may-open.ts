import type { Construct } from 'constructs';
import type { Direction } from '../kernel/direction';
import { decline, type Refusal } from './composite-refusals';
import { isolationOf, onceIsolated } from './isolation';
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

/** An end of a connection, as far as this app knows who isolates it. */
export interface JudgedEnd {
  /** The directions that are isolated, and so need opening. */
  readonly isolated: readonly Direction[];
  /** The directions that are declared to be left alone: to be opened once that changes. */
  readonly open: readonly Direction[];
  /** Set where a policy would isolate pods that nothing is known to isolate: what it would cut. */
  readonly surprise?: Refusal;
}

/**
 * Judges one end before a policy is written there. A direction that is declared to be left alone
 * needs none, until something isolates it.
 */
export function judgeEnd(
  scope: Construct,
  what: string,
  place: Place,
  wanted: readonly Direction[],
): JudgedEnd {
  const inState = (state: string) =>
    wanted.filter((each) => isolationOf(scope, place.namespace, each) === state);
  const unknown = inState('unknown');
  const isolated = inState('isolated');
  const open = inState('open');
  if (unknown.length === 0) return { isolated, open };
  const cut = unknown.map((direction) => CUTS[direction]).join(', and ');
  const listed = unknown.map((direction) => `'${direction}'`).join(', ');
  return {
    isolated,
    open,
    surprise: {
      code: 'constructs/isolates-by-surprise',
      message: `\`${what}\` would isolate ${placeName(place)}, and cut ${cut}`,
      help: `create a DefaultDenyNamespace, or governedNamespace(scope, '${place.namespace}', { isolated: [${listed}] }), before it; or give \`isolates: true\``,
    },
  };
}

/**
 * The directions in which a construct may write a policy at its own end now: those that this app
 * isolates, and with `isolates: true` the others as well.
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
  if (isolates === true) return wanted;
  const { isolated, surprise } = judgeEnd(scope, what, place, wanted);
  if (surprise !== undefined) decline(surprise);
  return isolated;
}

/**
 * Runs `open` at once where `isolates: true` says that the policy may isolate, else as soon as the
 * app isolates that direction: an end that is left alone today may be isolated by a later construct.
 */
export function openEnd(
  scope: Construct,
  place: Place,
  direction: Direction,
  { isolates }: MayIsolate,
  open: () => void,
): void {
  if (isolates === true) open();
  else onceIsolated(scope, place.namespace, direction, open);
}
