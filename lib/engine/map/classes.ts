import type { Pod } from '../../model';
import { type IntLists, intLists } from './int-lists';
import type { PodGroups } from './pod-groups';
import type { RuleProfiles } from './rules';

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
  sets: IntLists,
): Classes {
  const memberships = setsOfPlaces(usedSets(profiles), sets, groups.count);
  const forms = intLists();
  const first: number[] = [];
  const form: number[] = [];
  const write = (group: number): number => {
    let at = 0;
    form[at++] = groups.namespaceOf[group] ?? 0;
    form[at++] = groups.portsOf[group] ?? 0;
    form[at++] = groups.familiesOf[group] ?? 0;
    for (const { profileOf } of profiles) form[at++] = profileOf[group] ?? 0;
    const end = memberships.starts[group + 1] ?? 0;
    for (let i = memberships.starts[group] ?? 0; i < end; i += 1)
      form[at++] = memberships.items[i] ?? 0;
    return at;
  };
  const classOf = new Int32Array(groups.count);
  for (let group = 0; group < groups.count; group += 1) {
    const length = write(group);
    const number = forms.intern(form, length);
    if (number === first.length) first.push(group);
    classOf[group] = number;
  }
  return { count: first.length, classOf, firstGroup: Int32Array.from(first) };
}

/** The sets of peers that some rule names. */
export function usedSets(profiles: readonly RuleProfiles[]): readonly number[] {
  return [...new Set(profiles.flatMap(({ parts }) => parts.map(({ set }) => set)))];
}

/** Lists one behind the other: those of place `i` are from `starts[i]` to `starts[i + 1]`. */
export interface Lists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

/** Turns sets of places around: for each place below `count` the sets that hold it. */
function setsOfPlaces(numbers: readonly number[], sets: IntLists, count: number): Lists {
  return turned(numbers, (number) => sets.list(number), count);
}

/** Turns lists around: for each number below `count`, the keys of the lists that hold it, in order. */
export function turned(
  keys: readonly number[],
  listOf: (key: number) => Int32Array,
  count: number,
): Lists {
  const starts = startsOf(keys, listOf, count);
  const next = starts.slice();
  const items = new Int32Array(starts[count] ?? 0);
  for (const key of keys) {
    for (const item of listOf(key)) {
      if (item >= count) continue;
      const at = next[item] ?? 0;
      items[at] = key;
      next[item] = at + 1;
    }
  }
  return { starts, items };
}

/** Where the list of each number begins: a sum over how often the numbers before it occur. */
function startsOf(keys: readonly number[], listOf: (key: number) => Int32Array, count: number) {
  const starts = new Int32Array(count + 1);
  for (const key of keys) {
    for (const item of listOf(key))
      if (item < count) starts[item + 1] = (starts[item + 1] ?? 0) + 1;
  }
  for (let i = 0; i < count; i += 1) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  return starts;
}

/** The pods of each class, in the order of the cluster. */
export function podsOfClasses({ pods, groupOf }: PodGroups, classes: Classes): readonly Pod[][] {
  const members: Pod[][] = Array.from({ length: classes.count }, () => []);
  pods.forEach((pod, at) => {
    members[classes.classOf[groupOf[at] ?? 0] ?? 0]?.push(pod);
  });
  return members;
}
