import {
  type Bound,
  EVERY_PORT,
  flowBoxes,
  knownEnd,
  type Meter,
  type PossiblePods,
  passingFlows,
  possiblePods,
  type SearchEnds,
} from '../../../engine';
import { type Direction, EVERYTHING, NO_PORTS, type PortSet, unionPorts } from '../../../kernel';
import type { Cluster, Pod, Policy } from '../../../model';
import type { Profile } from '../../../platform';
import { subjectKey } from './alike-subjects';
import { mayLetThrough } from './may-name';
import { isOneBound } from './one-bound';
import type { Place } from './place';
import { type AlikePlaces, type Places, placesOf } from './places';
import { isEveryPod, plainStranger, portsIn, type Stranger, strangerOf } from './strangers';
import { isWhereverSubjectIs } from './subject-address';

/** What pods that do not exist yet get through, in namespaces that are alike. */
export interface PlaceFound {
  readonly names: readonly string[];
  /** The ports that each pod there gets through, surely and under some reading of what is open. */
  readonly every: { readonly certain: PortSet; readonly possible: PortSet };
  /** Such a pod, where there are any of those ports. */
  readonly plain?: Stranger;
  /** Pods with labels that get something through. */
  readonly strangers: readonly Stranger[];
}

/** Nobody gets through. */
const NOBODY: Omit<PlaceFound, 'names'> = {
  every: { certain: NO_PORTS, possible: NO_PORTS },
  strangers: [],
};

/** A search over the namespaces in which a pod may come to exist. */
export interface Search {
  readonly places: Places;
  /** The places of which the gate of a known pod may let anybody through: a glance, before a search. */
  readonly mayPass: (subject: Pod) => ReadonlySet<Place> | 'anywhere';
  /** The same for known pods that pods of a place cannot tell apart. */
  readonly likeness: (subject: Pod, place: Place) => string;
  /** What passes between a known pod and pods in some place; undefined where it takes too many steps. */
  readonly between: (subject: Pod, at: AlikePlaces, meter: Meter) => PlaceFound | undefined;
}

const ANY_POD = { kind: 'pods', namespaces: EVERYTHING, pods: EVERYTHING } as const;
const QUESTION = { from: [ANY_POD], to: [ANY_POD], ports: EVERY_PORT, except: flowBoxes([]) };

/** Prepares the search in one direction of known pods. */
export function searchIn(cluster: Cluster, profile: Profile, direction: Direction): Search {
  const pods = possiblePods(cluster, profile, []);
  const likeness = subjectKey(pods, direction);
  const once = onceForAlike(likeness);
  return {
    places: placesOf(pods, direction),
    mayPass: mayLetThrough(pods, direction),
    likeness,
    between: (subject, { place, names }, meter) => {
      const known = knownEnd(pods, subject);
      const made = { kind: 'possible', place } as const;
      const ends: SearchEnds =
        direction === 'egress' ? { from: known, to: made } : { from: made, to: known };
      const found = once(subject, place, meter, () => gathered(pods, ends, direction, meter));
      return found === undefined ? undefined : { names, ...found };
    },
  };
}

type Gathered = Omit<PlaceFound, 'names'> | undefined;

/** Searches once for pods that a place cannot tell apart; each of them pays all steps of it. */
function onceForAlike(keyOf: ReturnType<typeof subjectKey>) {
  const known = new Map<Place, Map<string, { readonly found: Gathered; readonly steps: number }>>();
  return (subject: Pod, place: Place, meter: Meter, search: () => Gathered): Gathered => {
    const here = known.get(place) ?? new Map();
    known.set(place, here);
    const key = keyOf(subject, place);
    const before = here.get(key);
    if (before !== undefined) {
      meter.steps += before.steps;
      return meter.steps > meter.budget ? undefined : before.found;
    }
    const start = meter.steps;
    const found = search();
    // What one had no steps left for, another may have.
    if (found !== undefined) here.set(key, { found, steps: meter.steps - start });
    return found;
  };
}

function gathered(
  pods: PossiblePods,
  ends: SearchEnds,
  direction: Direction,
  meter: Meter,
): Gathered {
  const question = { ...QUESTION, ends };
  const under = (bound: Bound) =>
    foundUnder(pods, passingFlows(pods, question, bound, meter), direction, bound);
  const start = meter.steps;
  const possible = under('possible');
  // What passes under no reading passes for sure even less.
  if (possible === undefined || isNobody(possible)) return possible && NOBODY;
  const steps = meter.steps - start;
  const certain = isOneBound(pods, ends) ? again(possible, steps, meter) : under('certain');
  if (certain === undefined) return undefined;
  const plain = possible.plain ?? certain.plain;
  return {
    every: { certain: certain.every, possible: possible.every },
    ...(plain !== undefined && { plain }),
    strangers: [...new Map([...possible.strangers, ...certain.strangers]).values()],
  };
}

/** What was found is found again, and takes the same steps. */
function again(found: Under, steps: number, meter: Meter): Under | undefined {
  meter.steps += steps;
  return meter.steps > meter.budget ? undefined : found;
}

/** What passes under one bound. */
interface Under {
  readonly every: PortSet;
  readonly plain: Stranger | undefined;
  readonly strangers: ReadonlyMap<string, Stranger>;
}

function isNobody({ plain, strangers }: Under): boolean {
  return plain === undefined && strangers.size === 0;
}

function foundUnder(
  pods: PossiblePods,
  flows: ReturnType<typeof passingFlows>,
  direction: Direction,
  bound: Bound,
): Under | undefined {
  const strangers = new Map<string, Stranger>();
  let every = NO_PORTS;
  let plain: Stranger | undefined;
  for (const found of flows) {
    if (found === 'over-budget') return undefined;
    const stranger = strangerOf(pods, found, direction);
    if (stranger === undefined) continue;
    const isSure = bound === 'possible' || isWhereverSubjectIs(pods, found, direction);
    if (isSure && isEveryPod(pods, found, direction)) {
      every = unionPorts(every, portsIn(pods, found));
      plain ??= plainStranger(stranger);
    } else strangers.set(stranger.key, stranger);
  }
  return { every, plain, strangers };
}

/** The cluster with nothing but the gates of one direction: every other one stands open. */
export function gatesAlone(cluster: Cluster, direction: Direction): Cluster {
  const cut = (policy: Policy): Policy => ({
    ...policy,
    isolates: policy.isolates.filter((each) => each === direction),
    rules: { ingress: [], egress: [], [direction]: policy.rules[direction] },
  });
  return { ...cluster, policies: cluster.policies.map(cut), unmodelled: [] };
}
