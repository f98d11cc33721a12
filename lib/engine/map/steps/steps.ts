import { noPorts } from '../../../kernel';
import type { MapSteps } from '../cluster-map';
import type { EndFlows } from '../flows/end-flows';
import type { Ends } from '../flows/ends';
import type { Flows } from '../flows/flows';
import { pairsOnOneNode } from '../totals/totals';
import { StepHubs } from './step-hubs';
import { StepList } from './step-list';

/**
 * Who surely reaches whom, as a graph that is no larger than what policies say. Sources that no policy
 * holds back reach everybody whom a rule lets in: that rule is one node between them, and not a step
 * for each pair. The same holds for rules towards pods that are open. Only where both ends have
 * policies a step is one pair.
 *
 * A step by way of a rule is one that this rule alone lets pass. Rules add up slot by slot, so this
 * misses a pair only where two readings of a host-network pod are let in by different rules; pairs
 * with such a pod are therefore asked one by one. Bound: the sets of all rules, the pairs of which
 * both ends have policies, and all places for each class of host-network pods that is read in two ways.
 */
export function stepsOf(flows: Flows, ends: Ends, pairs: EndFlows): MapSteps {
  const passes = (value: number) => !noPorts(flows.values.passing(value));
  const members = membersOf(ends);
  const isReadTwice = flows.bounds.certain !== flows.bounds.possible;
  const list = new StepList(ends.all.length);
  const hubs = new StepHubs(flows, members, list, { passes, hosts: hostsOf(ends, isReadTwice) });
  const onOneNode = new Map<number, number[]>();
  for (const [from, to] of pairsOnOneNode(ends)) {
    if (!passes(pairs.value('certain', from, to))) continue;
    onOneNode.set(from, [...(onOneNode.get(from) ?? []), to]);
  }
  return list.filled((node) => {
    if (node >= ends.all.length) return hubs.leave(node);
    if (ends.all[node]?.kind !== 'pods') return;
    hubs.leaveEnd(ends.placeOf[node] ?? 0);
    for (const to of onOneNode.get(node) ?? []) list.add(to);
  });
}

/** The ends of pods of each class. */
function membersOf({ all, placeOf }: Ends): readonly (readonly number[])[] {
  const members: number[][] = [];
  all.forEach(({ kind }, end) => {
    if (kind !== 'pods') return;
    const place = placeOf[end] ?? 0;
    members[place] ??= [];
    members[place].push(end);
  });
  return members;
}

/** The classes of pods that may be read in two ways; none where nothing is undecided. */
function hostsOf({ placeOf, onHost }: Ends, isReadTwice: boolean): ReadonlySet<number> {
  return new Set(isReadTwice ? placeOf.filter((_, end) => onHost[end] === 1) : []);
}
