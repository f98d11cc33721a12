import type { Pod } from '../../../model';
import { type IntLists, intLists } from '../lists/int-lists';
import { flatLists, type Lists, only, placesOf, turned } from '../lists/lists';
import { Scratch } from '../lists/scratch';
import type { RuleProfiles } from '../rules/rules';
import type { PodGroups } from './pod-groups';

/**
 * The coarsest classes: groups of one namespace that have the same profile in both directions, show
 * the same ports, and are in the same sets of peers. A verdict is a function of exactly these, and
 * of whether both ends are the same pod, so one member of a class can stand for another at either
 * end of any flow. Costs the sum of the sizes of the sets.
 */
export interface Classes {
  readonly count: number;
  /** The class of each group. Classes are numbered by their first group, so by namespace. */
  readonly classOf: Int32Array;
  /** The first group of each class. */
  readonly firstGroup: Int32Array;
}

export function classesOf(
  groups: PodGroups,
  profiles: readonly RuleProfiles[],
  sets: Lists,
): Classes {
  const writer = new ClassForms(groups, profiles, turned(sets, groups.count));
  const forms = intLists();
  const first = new Scratch();
  const classOf = new Int32Array(groups.count);
  for (let group = 0; group < groups.count; group += 1) {
    const number = writer.write(group).internIn(forms);
    if (number === first.length) first.add(group);
    classOf[group] = number;
  }
  return { count: first.length, classOf, firstGroup: first.items.slice(0, first.length) };
}

/** Writes what the groups of a class agree on. */
class ClassForms {
  private readonly form = new Scratch();
  private readonly groups: PodGroups;
  private readonly profiles: readonly RuleProfiles[];
  /** The sets that hold each group. */
  private readonly memberships: Lists;

  constructor(groups: PodGroups, profiles: readonly RuleProfiles[], memberships: Lists) {
    this.groups = groups;
    this.profiles = profiles;
    this.memberships = memberships;
  }

  write(group: number): Scratch {
    const { form, groups, memberships } = this;
    form.clear();
    form.add(groups.namespaceOf[group] ?? 0);
    form.add(groups.portsOf[group] ?? 0);
    form.add(groups.familiesOf[group] ?? 0);
    for (const { profileOf } of this.profiles) form.add(profileOf[group] ?? 0);
    const end = memberships.starts[group + 1] ?? 0;
    for (let at = memberships.starts[group] ?? 0; at < end; at += 1)
      form.add(memberships.items[at] ?? 0);
    return form;
  }
}

/** The sets of peers that some rule names; the others are empty. */
export function usedSets(profiles: readonly RuleProfiles[], sets: IntLists): Lists {
  const isUsed = new Uint8Array(sets.count());
  for (const { parts } of profiles) for (const { set } of parts) isUsed[set] = 1;
  return only(flatLists(sets), isUsed);
}

/**
 * The pods of each class, in the order of the cluster. They are cut from one list of all pods, so
 * that each takes its own length and no room to grow: most classes of a large cluster are one pod.
 */
export function podsOfClasses({ pods, groupOf }: PodGroups, { count, classOf }: Classes) {
  const own = new Int32Array(groupOf.length);
  for (let at = 0; at < own.length; at += 1) own[at] = classOf[groupOf[at] ?? 0] ?? 0;
  const { starts, items } = placesOf(own, count);
  const sorted: Pod[] = [];
  for (const at of items) {
    const pod = pods[at];
    if (pod !== undefined) sorted.push(pod);
  }
  const members: (readonly Pod[])[] = [];
  for (let place = 0; place < count; place += 1)
    members.push(sorted.slice(starts[place], starts[place + 1]));
  return members;
}

/** A class stands where its first group stood, and addresses behind all classes; other groups nowhere. */
export function placesOfGroups({ count, classOf, firstGroup }: Classes, addresses: number) {
  const places = new Int32Array(classOf.length + addresses).fill(-1);
  firstGroup.forEach((group, place) => {
    places[group] = place;
  });
  for (let at = 0; at < addresses; at += 1) places[classOf.length + at] = count + at;
  return places;
}
