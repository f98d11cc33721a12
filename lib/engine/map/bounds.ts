import type { Direction } from '../../kernel';
import type { Cluster, Pod } from '../../model';
import type { Profile } from '../../platform';
import { isTouchedByOthers, notSubject } from '../gate';
import { ALWAYS, NEVER } from '../port-truth';
import type { Classes } from './classes';
import { CLOSED, type Gates, gatesOf } from './gates';
import { intLists } from './int-lists';
import type { PlaceSets } from './place-sets';
import type { PodGroups } from './pod-groups';
import type { Bound, PortSpecs } from './port-specs';
import type { PortValues } from './port-values';
import { FREE, type RuleProfiles } from './rules';
import type { Slots } from './slots';

/** Both gates of every place within one bound. */
export type GatePair = Readonly<Record<Direction, Gates>>;

/**
 * A third verdict is two questions with two answers each: what certainly passes, and what certainly
 * or perhaps passes. Conjunction and disjunction of undecided answers (Kleene's) are exact for both
 * bounds taken one by one, so each bound is an engine of plain sets; where nothing is undecided they
 * are one object and no work is done twice.
 */
export interface Bounds {
  readonly certain: GatePair;
  readonly possible: GatePair;
}

export interface BoundsInput {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly groups: PodGroups;
  readonly classes: Classes;
  readonly rules: Readonly<Record<Direction, RuleProfiles>>;
  readonly sets: PlaceSets;
  readonly specs: PortSpecs;
  readonly values: PortValues;
  readonly slots: Slots;
  /** What each place shows of its ports as a destination. */
  readonly portsOf: Int32Array;
}

export function boundsOf(input: BoundsInput): Bounds {
  const certain = pairOf(input, 'certain');
  return { certain, possible: isDecided(input) ? certain : pairOf(input, 'possible') };
}

function pairOf(input: BoundsInput, bound: Bound): GatePair {
  return { egress: gates(input, bound, 'egress'), ingress: gates(input, bound, 'ingress') };
}

function gates(input: BoundsInput, bound: Bound, direction: Direction): Gates {
  const { classes, groups, rules, sets, specs, values, portsOf } = input;
  const { parts, profiles, profileOf } = rules[direction];
  const lists = intLists();
  const numbers = profiles.map((list) => {
    const within = bound === 'possible' ? list : list.filter((part) => parts[part]?.why === 0);
    return lists.intern(within, within.length);
  });
  const stand = standing(input);
  const ofPlace = new Int32Array(portsOf.length).fill(FREE);
  classes.firstGroup.forEach((group, place) => {
    const profile = profileOf[group] ?? FREE;
    const pod = groups.examples[group];
    const before = pod === undefined ? OPEN : stand(pod, profile);
    ofPlace[place] = before[bound] ?? numbers[profile] ?? FREE;
  });
  return gatesOf({
    direction,
    bound,
    profileOf: ofPlace,
    profiles: Array.from({ length: lists.count() }, (_, id) => lists.list(id)),
    parts,
    sets,
    specs,
    values,
    portsOf,
  });
}

/** What stands before the rules of an isolated pod: nothing where they decide. */
type Standing = Readonly<Record<Bound, typeof FREE | typeof CLOSED | undefined>>;

const BY_RULES: Standing = { certain: undefined, possible: undefined };
const OPEN: Standing = { certain: FREE, possible: FREE };
const PERHAPS_OPEN: Standing = { certain: undefined, possible: FREE };
const NOT_KNOWN: Standing = { certain: CLOSED, possible: FREE };

function standing({ cluster, profile }: BoundsInput): (pod: Pod, rules: number) => Standing {
  const touched = new Map<string, boolean>();
  const isTouched = ({ namespace }: Pod) => {
    const known = touched.get(namespace) ?? isTouchedByOthers({ cluster, profile }, namespace);
    touched.set(namespace, known);
    return known;
  };
  return (pod, rules) => {
    if (profile.assume.enforces === false) return OPEN;
    if (isTouched(pod)) return NOT_KNOWN;
    if (rules === FREE) return OPEN;
    const exempt = notSubject(profile, pod);
    if (exempt === NEVER) return BY_RULES;
    return exempt === ALWAYS ? OPEN : PERHAPS_OPEN;
  };
}

/** Whether both bounds are the same; where that is costly to tell, it says no. */
function isDecided(input: BoundsInput): boolean {
  const { rules, classes, groups, specs, profile, slots } = input;
  if (slots.seen !== slots.unseen) return false;
  const both = [rules.ingress, rules.egress];
  if (both.some(({ parts }) => parts.some(({ why }) => why !== 0))) return false;
  const stand = standing(input);
  const isSettled = (group: number): boolean => {
    const pod = groups.examples[group];
    return (
      pod === undefined ||
      both.every(({ profileOf }) => {
        const { certain, possible } = stand(pod, profileOf[group] ?? FREE);
        return certain === possible;
      })
    );
  };
  if (!classes.firstGroup.every(isSettled)) return false;
  const hasNames = both.some(({ parts }) => parts.some(({ spec }) => !specs.isPlain(spec)));
  if (!hasNames || profile.assume['sidecar-named-ports'] !== undefined) return true;
  return !groups.examples.some(({ ports }) => ports.some(({ on }) => on === 'sidecar'));
}
