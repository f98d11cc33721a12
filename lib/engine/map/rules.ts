import { DIRECTIONS, type Direction } from '../../kernel';
import type { Cluster, Rule } from '../../model';
import type { PeerPart } from './gathered';
import { type IntLists, intLists } from './int-lists';
import type { PeerSets } from './peer-sets';
import type { PodGroups } from './pod-groups';
import { MOST_SPECS, type PortSpecs } from './port-specs';
import { Scratch } from './scratch';
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
  const rules = { ingress: policyRules(peers, specs), egress: policyRules(peers, specs) };
  const subjects = new Scratch();
  const addSubject = (group: number) => subjects.add(group);
  for (const policy of cluster.policies) {
    const home = numberOf.get(policy.namespace) ?? -1;
    const [lo, hi] = [groups.firstOf[home] ?? 0, groups.firstOf[home + 1] ?? 0];
    subjects.clear();
    index.query(policy.subject)(lo, hi, addSubject);
    if (subjects.length === 0) continue;
    for (const direction of DIRECTIONS) {
      if (!policy.isolates.includes(direction)) continue;
      const list = rules[direction].ofPolicy(policy.rules[direction], home);
      for (let at = 0; at < subjects.length; at += 1)
        gather[direction].add(subjects.items[at] ?? 0, list);
    }
  }
  const finish = (direction: Direction): RuleProfiles => ({
    parts: rules[direction].parts,
    ...gather[direction].finish(rules[direction].lists),
  });
  return { ingress: finish('ingress'), egress: finish('egress') };
}

/** Numbers the parts of rules, and the lists of parts of policies, each once. */
function policyRules(peers: PeerSets, specs: PortSpecs) {
  const [known, lists] = [intLists(), intLists()];
  const [form, partForm] = [new Scratch(), new Int32Array(4)];
  const parts: RulePart[] = [];
  const ofPair = new Map<number, readonly number[]>();
  const partNumber = (part: PeerPart, spec: number): number => {
    partForm.set([part.set, part.slots, part.why, spec]);
    const number = known.intern(partForm, partForm.length);
    if (number === parts.length) parts.push({ ...part, spec });
    return number;
  };
  const ofRule = (peerNumber: number, spec: number): readonly number[] => {
    const key = peerNumber * MOST_SPECS + spec;
    const found = ofPair.get(key) ?? peers.parts(peerNumber).map((part) => partNumber(part, spec));
    ofPair.set(key, found);
    return found;
  };
  return {
    parts,
    lists,
    ofPolicy: (rules: readonly Rule[], home: number): number => {
      form.clear();
      for (const rule of rules) {
        const numbers = ofRule(peers.number(rule.peers, home), specs.number(rule.ports));
        for (const number of numbers) form.add(number);
      }
      return form.internIn(lists);
    },
  };
}

/**
 * Sums up group by group whose lists of parts hold. Groups that the same policies select are many,
 * so each combination of lists is summed up once.
 */
function gatherer(count: number) {
  // A chain of lists for each group: where the last one stands, and for each the one before it.
  const last = new Int32Array(count).fill(FREE);
  const [chained, before] = [new Scratch(), new Scratch()];
  return {
    add: (group: number, list: number) => {
      before.add(last[group] ?? FREE);
      last[group] = chained.length;
      chained.add(list);
    },
    finish: (lists: IntLists) => {
      const [profiles, combinations] = [intLists(), intLists()];
      const form = new Scratch();
      const sums: number[] = [];
      const sum = (): number => {
        const all = new Set<number>();
        for (let i = 0; i < form.length; i += 1)
          for (const part of lists.list(form.items[i] ?? 0)) all.add(part);
        const sorted = Int32Array.from(all).sort();
        return profiles.intern(sorted, sorted.length);
      };
      const profileOf = last.map((end) => {
        if (end === FREE) return FREE;
        form.clear();
        for (let at = end; at >= 0; at = before.items[at] ?? FREE) form.add(chained.items[at] ?? 0);
        const combination = form.internIn(combinations);
        if (combination === sums.length) sums.push(sum());
        return sums[combination] ?? FREE;
      });
      return {
        profiles: Array.from({ length: profiles.count() }, (_, id) => profiles.list(id)),
        profileOf,
      };
    },
  };
}
