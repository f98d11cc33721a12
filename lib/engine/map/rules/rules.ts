import { DIRECTIONS, type Direction } from '../../../kernel';
import type { Cluster } from '../../../model';
import type { SelectorIndex } from '../labels/selector-index';
import type { Lists } from '../lists/lists';
import { Scratch } from '../lists/scratch';
import type { PeerSets } from '../peers/peer-sets';
import type { PodGroups } from '../pods/pod-groups';
import type { PortSpecs } from '../ports/port-specs';
import { PolicyRules, type RulePart } from './policy-rules';
import { ProfileSums } from './profile-sums';

/** What policies say in one direction: lists of parts, and the list of each group. */
export interface RuleProfiles {
  readonly parts: readonly RulePart[];
  /** Ascending numbers of parts, by profile. */
  readonly profiles: Lists;
  /** The profile of each group; `FREE` where no policy isolates it. */
  readonly profileOf: Int32Array;
}

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
  const numberOf = new Map(groups.namespaces.map((name, number) => [name, number]));
  const rules = { ingress: new PolicyRules(peers, specs), egress: new PolicyRules(peers, specs) };
  const sums = { ingress: new ProfileSums(groups.count), egress: new ProfileSums(groups.count) };
  const subjects = new Scratch();
  for (const policy of cluster.policies) {
    const home = numberOf.get(policy.namespace) ?? -1;
    const [lo, hi] = [groups.firstOf[home] ?? 0, groups.firstOf[home + 1] ?? 0];
    subjects.clear();
    index.select(index.query(policy.subject), lo, hi, subjects);
    if (subjects.length === 0) continue;
    for (const direction of DIRECTIONS) {
      if (!policy.isolates.includes(direction)) continue;
      const list = rules[direction].ofPolicy(policy.rules[direction], home);
      sums[direction].add(subjects, list);
    }
  }
  const finish = (direction: Direction): RuleProfiles => ({
    parts: rules[direction].parts,
    ...sums[direction].finish(rules[direction].lists, rules[direction].parts.length),
  });
  return { ingress: finish('ingress'), egress: finish('egress') };
}
