import { DIRECTIONS, type Direction } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import { isTouchedByOthers, notSubject } from '../gate';
import { ALWAYS, NEVER } from '../port-truth';
import type { Classes } from './classes';
import { CLOSED } from './gates';
import type { PodGroups } from './pod-groups';
import type { Bound } from './port-specs';
import { FREE, type RuleProfiles } from './rules';

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
  const standing = (group: number, { profileOf }: RuleProfiles): Standing => {
    if (profile.assume.enforces === false) return OPEN;
    if (isTouched[groups.namespaceOf[group] ?? -1] === true) return NOT_KNOWN;
    if (profileOf[group] === FREE) return OPEN;
    const isolated = groups.examples[group]?.hostNetwork === true ? ofHosts : ofOthers;
    return isolated ?? BY_RULES;
  };
  const of = (direction: Direction) =>
    Array.from(classes.firstGroup, (group) => standing(group, rules[direction]));
  return { ingress: of('ingress'), egress: of('egress') };
}

/** Whether everything stands the same in both bounds. */
export function areSettled(all: Standings): boolean {
  return DIRECTIONS.every((direction) =>
    all[direction].every(({ certain, possible }) => certain === possible),
  );
}
