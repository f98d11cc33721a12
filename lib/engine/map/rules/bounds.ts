import type { Direction } from '../../../kernel';
import type { Cluster } from '../../../model';
import type { Profile } from '../../../platform';
import { intLists } from '../lists/int-lists';
import { flatLists, type Lists, listAt } from '../lists/lists';
import type { PlaceSets } from '../peers/place-sets';
import type { Classes } from '../pods/classes';
import type { PodGroups } from '../pods/pod-groups';
import { type Bound, NAMELESS, type PortSpecs } from '../ports/port-specs';
import type { PortValues } from '../ports/port-values';
import type { Slots } from '../ports/slots';
import { Gates } from './gates';
import { FREE } from './profile-marks';
import type { RuleProfiles } from './rules';
import { areSettled, type Standings, standings } from './standing';

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
  const { cluster, profile, groups, classes, rules } = input;
  const stand = standings(cluster, profile, groups, classes, rules);
  const certain = pairOf(input, stand, 'certain');
  const isSame = areSettled(stand) && areRulesDecided(input);
  return { certain, possible: isSame ? certain : pairOf(input, stand, 'possible') };
}

function pairOf(input: BoundsInput, stand: Standings, bound: Bound): GatePair {
  return {
    egress: gates(input, stand, bound, 'egress'),
    ingress: gates(input, stand, bound, 'ingress'),
  };
}

function gates(input: BoundsInput, stand: Standings, bound: Bound, direction: Direction): Gates {
  const { classes, rules, sets, specs, values, portsOf } = input;
  const { parts, profileOf } = rules[direction];
  const { profiles, numbers } = profilesWithin(rules[direction], bound);
  const standing = stand[direction];
  const ofPlace = new Int32Array(portsOf.length).fill(FREE);
  for (let place = 0; place < classes.count; place += 1) {
    const profile = profileOf[classes.firstGroup[place] ?? 0] ?? FREE;
    ofPlace[place] = standing[place]?.[bound] ?? numbers[profile] ?? FREE;
  }
  return new Gates({
    direction,
    bound,
    profileOf: ofPlace,
    profiles,
    parts,
    sets,
    specs,
    values,
    portsOf,
  });
}

/** The profiles without the parts that do not count in a bound, and the new number of each old one. */
function profilesWithin({ parts, profiles }: RuleProfiles, bound: Bound): Within {
  const count = profiles.starts.length - 1;
  if (bound === 'possible' || parts.every(({ why }) => why === 0))
    return { profiles, numbers: Int32Array.from({ length: count }, (_, profile) => profile) };
  const lists = intLists();
  const numbers = new Int32Array(count);
  for (let profile = 0; profile < count; profile += 1) {
    const within = listAt(profiles, profile).filter((part) => parts[part]?.why === 0);
    numbers[profile] = lists.intern(within, within.length);
  }
  return { profiles: flatLists(lists), numbers };
}

interface Within {
  readonly profiles: Lists;
  readonly numbers: Int32Array;
}

/** Whether rules say the same in both bounds; where that is costly to tell, it says no. */
function areRulesDecided({ rules, groups, specs, profile, slots }: BoundsInput): boolean {
  if (slots.seen !== slots.unseen) return false;
  const both = [rules.ingress, rules.egress];
  if (both.some(({ parts }) => parts.some(({ why }) => why !== 0))) return false;
  const hasNames = both.some(({ parts }) => parts.some(({ spec }) => !specs.isPlain(spec)));
  if (!hasNames || profile.assume['sidecar-named-ports'] !== undefined) return true;
  return !haveSidecarPorts(groups);
}

/** Whether some pod declares a port of a sidecar that a rule may name: each list of such ports is looked at once. */
function haveSidecarPorts({ portsOf, examples }: PodGroups): boolean {
  const seen = new Set<number>();
  for (let group = 0; group < portsOf.length; group += 1) {
    const ports = portsOf[group] ?? NAMELESS;
    if (seen.has(ports)) continue;
    seen.add(ports);
    if (examples[group]?.ports.some(({ on }) => on === 'sidecar') === true) return true;
  }
  return false;
}
