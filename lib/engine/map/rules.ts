import { DIRECTIONS, type Direction } from '../../kernel';
import type { Cluster, Policy } from '../../model';
import { intLists } from './int-lists';
import type { PeerPart, PeerSets } from './peer-sets';
import type { PodGroups } from './pod-groups';
import type { PortSpecs } from './port-specs';
import type { SelectorIndex } from './selector-index';

/**
 * A biclique: whoever has this part in its profile lets the places of a set
 * through, on some ports, in some slots. `why` is 0 where that is certain.
 */
export interface RulePart extends PeerPart {
  readonly spec: number;
}

/** What policies say in one direction: lists of parts, and the list of each group. */
export interface RuleProfiles {
  readonly parts: readonly RulePart[];
  /** Ascending numbers of parts. */
  readonly profiles: readonly Int32Array[];
  /** The profile of each group; `FREE` where no policy isolates it. */
  readonly profileOf: Int32Array;
}

/** No policy holds anything back. */
export const FREE = -1;

/**
 * Gathers what policies say of each group. A policy speaks of its own namespace only, so it costs
 * what its selector costs there; equal rules of different policies are one part.
 */
export function ruleProfiles(
  cluster: Cluster,
  groups: PodGroups,
  index: SelectorIndex,
  peers: PeerSets,
  specs: PortSpecs,
): Readonly<Record<Direction, RuleProfiles>> {
  const gather = { ingress: gatherer(groups.count), egress: gatherer(groups.count) };
  const numberOf = new Map(groups.namespaces.map((name, number) => [name, number]));
  const partsOf = { ingress: partNumbers(peers, specs), egress: partNumbers(peers, specs) };
  for (const policy of cluster.policies) {
    const home = numberOf.get(policy.namespace) ?? -1;
    const subjects: number[] = [];
    const [lo, hi] = [groups.firstOf[home] ?? 0, groups.firstOf[home + 1] ?? 0];
    index.query(policy.subject)(lo, hi, (group) => subjects.push(group));
    if (subjects.length === 0) continue;
    for (const direction of DIRECTIONS) {
      if (!policy.isolates.includes(direction)) continue;
      const numbers = partsOf[direction].ofPolicy(policy, home, direction);
      for (const group of subjects) gather[direction].add(group, numbers);
    }
  }
  const finish = (direction: Direction): RuleProfiles => ({
    parts: partsOf[direction].all,
    ...gather[direction].finish(),
  });
  return { ingress: finish('ingress'), egress: finish('egress') };
}

/** Numbers the parts of rules, each once. */
function partNumbers(peers: PeerSets, specs: PortSpecs) {
  const known = intLists();
  const all: RulePart[] = [];
  const ofPair = new Map<number, readonly number[]>();
  const ofRule = (peerNumber: number, spec: number): readonly number[] => {
    const key = peerNumber * 0x10_0000 + spec;
    const found = ofPair.get(key);
    if (found !== undefined) return found;
    const numbers = peers.parts(peerNumber).map((part) => {
      const number = known.intern([part.set, part.slots, part.why, spec], 4);
      all[number] ??= { ...part, spec };
      return number;
    });
    ofPair.set(key, numbers);
    return numbers;
  };
  return {
    all,
    ofPolicy: (policy: Policy, home: number, direction: Direction): readonly number[] =>
      policy.rules[direction].flatMap((rule) =>
        ofRule(peers.number(rule.peers, home), specs.number(rule.ports)),
      ),
  };
}

/** Sums up lists of numbers group by group. */
function gatherer(count: number) {
  const lists: (number[] | undefined)[] = new Array<undefined>(count);
  return {
    add: (group: number, numbers: readonly number[]) => {
      const list = lists[group];
      if (list === undefined) lists[group] = [...numbers];
      else for (const number of numbers) list.push(number);
    },
    finish: () => {
      const profiles = intLists();
      const profileOf = Int32Array.from(lists, (list) => {
        if (list === undefined) return FREE;
        const sorted = list.length < 2 ? list : [...new Set(list)].sort((a, b) => a - b);
        return profiles.intern(sorted, sorted.length);
      });
      return {
        profiles: Array.from({ length: profiles.count() }, (_, id) => profiles.list(id)),
        profileOf,
      };
    },
  };
}
