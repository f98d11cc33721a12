import { DIRECTIONS, type Direction } from '../../../kernel';
import type { Cluster } from '../../../model';
import type { Profile } from '../../../platform';
import { isTouchedByOthers, notSubject } from '../../gate';
import { ALWAYS, NEVER } from '../../port-truth';
import type { Classes } from '../pods/classes';
import type { PodGroups } from '../pods/pod-groups';
import type { Bound } from '../ports/port-specs';
import { CLOSED, FREE } from './profile-marks';
import type { RuleProfiles } from './rules';

/** What stands before the rules of a pod, in each bound: nothing where they decide. */
export type Standing = Readonly<Record<Bound, typeof FREE | typeof CLOSED | undefined>>;

const BY_RULES: Standing = { certain: undefined, possible: undefined };
const OPEN: Standing = { certain: FREE, possible: FREE };
const PERHAPS_OPEN: Standing = { certain: undefined, possible: FREE };
const NOT_KNOWN: Standing = { certain: CLOSED, possible: FREE };

/** What stands before the rules of each class, by direction. */
export type Standings = Readonly<Record<Direction, readonly Standing[]>>;

/** Asks once for each namespace, and once for pods on the host network and once for all others. */
export function standings(
  cluster: Cluster,
  profile: Profile,
  groups: PodGroups,
  classes: Classes,
  rules: Readonly<Record<Direction, RuleProfiles>>,
): Standings {
  const isTouched = groups.namespaces.map((name) => isTouchedByOthers({ cluster, profile }, name));
  const [ofHosts, ofOthers] = [true, false].map((onHost) => {
    const pod = groups.examples.find(({ hostNetwork }) => hostNetwork === onHost);
    const exempt = pod === undefined ? NEVER : notSubject(profile, pod);
    if (exempt === NEVER) return BY_RULES;
    return exempt === ALWAYS ? OPEN : PERHAPS_OPEN;
  });
  const situation = { profile, groups, isTouched, ofHosts, ofOthers };
  return {
    ingress: standingsOf(situation, classes, rules.ingress),
    egress: standingsOf(situation, classes, rules.egress),
  };
}

interface Situation {
  readonly profile: Profile;
  readonly groups: PodGroups;
  /** By namespace. */
  readonly isTouched: readonly boolean[];
  /** Of isolated pods. */
  readonly ofHosts: Standing | undefined;
  readonly ofOthers: Standing | undefined;
}

function standingsOf(
  situation: Situation,
  { firstGroup }: Classes,
  rules: RuleProfiles,
): readonly Standing[] {
  const all: Standing[] = [];
  for (const group of firstGroup) all.push(standingOf(situation, group, rules));
  return all;
}

function standingOf(
  { profile, groups, isTouched, ofHosts, ofOthers }: Situation,
  group: number,
  { profileOf }: RuleProfiles,
): Standing {
  if (profile.assume.enforces === false) return OPEN;
  if (isTouched[groups.namespaceOf[group] ?? -1] === true) return NOT_KNOWN;
  if (profileOf[group] === FREE) return OPEN;
  const isolated = groups.examples[group]?.hostNetwork === true ? ofHosts : ofOthers;
  return isolated ?? BY_RULES;
}

/** Whether everything stands the same in both bounds. */
export function areSettled(all: Standings): boolean {
  return DIRECTIONS.every((direction) =>
    all[direction].every(({ certain, possible }) => certain === possible),
  );
}
