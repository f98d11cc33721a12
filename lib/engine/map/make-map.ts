import { hasPort } from '../../kernel';
import type { Cluster, FlowEnd } from '../../model';
import type { Profile } from '../../platform';
import type { Connection } from '../evaluator';
import { askedBy } from './asked';
import { boundsOf } from './bounds';
import { classesOf, podsOfClasses } from './classes';
import type { ClusterMap, MapEntry } from './cluster-map';
import { connections, isNothing } from './connections';
import { endFlows } from './end-flows';
import { endsOf } from './ends';
import { type Flows, flowsOf } from './flows';
import { exemptClasses, ownNode } from './own-node';
import { peerSets } from './peer-sets';
import { placeSets, WIDE_FROM } from './place-sets';
import { type PodGroups, podGroups } from './pod-groups';
import { type Bound, NAMELESS, portSpecs } from './port-specs';
import { portValues } from './port-values';
import { ruleProfiles } from './rules';
import { selectorIndex } from './selector-index';
import { commonFamilies, type Slots, slotsOf } from './slots';
import { spreadOf } from './spread';
import { totalsOf } from './totals';

/**
 * Makes the map of a cluster: pods into groups, groups into classes, rules into sets that meet them.
 * `connect` answers for one pair of different pods, with the reasons; it is asked only where
 * something is undecided. The size from which a set counts as wide changes no answer.
 */
export function makeMap(
  cluster: Cluster,
  profile: Profile,
  connect: (from: FlowEnd, to: FlowEnd) => Connection,
  wideFrom = WIDE_FROM,
): ClusterMap {
  const asked = askedBy(cluster);
  const groups = podGroups(cluster, profile, asked);
  const slots = slotsFor(groups, profile);
  const values = portValues(slots);
  const specs = portSpecs(groups, profile, slots, values);
  const peers = peerSets({ cluster, profile, asked, groups, slots, wideFrom });
  const index = selectorIndex(asked.labels, groups.words);
  const rules = ruleProfiles(cluster, groups, index, peers, specs);
  const both = [rules.ingress, rules.egress];
  const classes = classesOf(groups, both, peers.sets);
  const count = classes.count + asked.addresses.length;
  const used = [...new Set(both.flatMap(({ parts }) => parts.map(({ set }) => set)))];
  const placeOf = (place: number): number => {
    if (place >= groups.count) return classes.count + place - groups.count;
    const own = classes.classOf[place] ?? -1;
    return classes.firstGroup[own] === place ? own : -1;
  };
  const sets = placeSets(peers.sets, used, placeOf, count, wideFrom);
  const portsOf = new Int32Array(count).fill(NAMELESS);
  classes.firstGroup.forEach((group, place) => {
    portsOf[place] = groups.portsOf[group] ?? NAMELESS;
  });
  const bounds = boundsOf({
    cluster,
    profile,
    groups,
    classes,
    rules,
    sets,
    specs,
    values,
    slots,
    portsOf,
  });
  const families = classes.firstGroup.map((group) => groups.familiesOf[group] ?? 0);
  const flows = flowsOf(bounds, slots, values, families);
  const own = ownNode(profile, slots, values);
  const ends = endsOf({
    pods: podsOfClasses(groups, classes),
    addresses: asked.addresses,
    find: (address) => (asked.placeOf(address) - 2) >> 1,
    isExempt: exemptClasses(bounds, own),
  });
  return mapOf(flows, ends, endFlows(flows, ends, own), connect);
}

/** The families that some pair of pods talks over, and whether host-network pods are read in two ways. */
function slotsFor({ familiesOf, examples }: PodGroups, { assume }: Profile): Slots {
  const kinds = [...new Set(familiesOf)];
  const used = new Set(kinds.flatMap((a) => kinds.flatMap((b) => commonFamilies(a, b))));
  const families = ([undefined, 4, 6] as const).filter((family) => used.has(family));
  const isOpen =
    assume['host-network-is-peer'] === undefined && examples.some(({ hostNetwork }) => hostNetwork);
  return slotsOf(
    families.length === 0 ? [undefined] : families,
    isOpen ? 'both-ways' : 'as-settled',
  );
}

function mapOf(
  flows: Flows,
  ends: ReturnType<typeof endsOf>,
  pairs: ReturnType<typeof endFlows>,
  connect: (from: FlowEnd, to: FlowEnd) => Connection,
): ClusterMap {
  const { values } = flows;
  const made = connections();
  const isDecided = flows.bounds.certain === flows.bounds.possible;
  const connectionOf = (certain: number, possible: number, from: number, to: number): Connection =>
    made.decided(values.passing(certain), values.passing(possible)) ??
    made.same(connect(ends.example(from), ends.example(to)));
  const connection = (from: number, to: number): Connection =>
    connectionOf(pairs.value('certain', from, to), pairs.value('possible', from, to), from, to);
  const entries = (
    one: number,
    line: (bound: Bound) => Int32Array,
    pair: (other: number) => readonly [from: number, to: number],
  ): readonly MapEntry[] => {
    const certain = line('certain');
    const possible = isDecided ? certain : line('possible');
    return ends.all.flatMap((_, end): readonly MapEntry[] => {
      const [from, to] = pair(end);
      if (!isPair(ends.all, from, to)) return [];
      const place = ends.placeOf[end] ?? 0;
      const passing = pairs.areOnOneNode(one, end)
        ? connection(from, to)
        : connectionOf(certain[place] ?? 0, possible[place] ?? 0, from, to);
      return isNothing(passing) ? [] : [{ end, connection: passing }];
    });
  };
  const placeOf = (end: number) => ends.placeOf[end] ?? 0;
  return {
    ends: ends.all,
    endOf: ends.endOf,
    word: (from, to, protocol, port) => {
      if (hasPort(values.passing(pairs.value('certain', from, to)), protocol, port))
        return 'allowed';
      const possible = values.passing(pairs.value('possible', from, to));
      return hasPort(possible, protocol, port) ? 'undecided' : 'denied';
    },
    connection,
    row: (from) =>
      entries(
        from,
        (bound) => flows.row(bound, placeOf(from)),
        (to) => [from, to],
      ),
    column: (to) =>
      entries(
        to,
        (bound) => flows.column(bound, placeOf(to)),
        (from) => [from, to],
      ),
    totals: () => totalsOf(flows, ends, pairs),
    spread: () => spreadOf(flows, ends, pairs),
  };
}

/** Whether the cluster has a word about these ends: two addresses are none of its flows. */
function isPair(ends: ClusterMap['ends'], from: number, to: number): boolean {
  const [source, destination] = [ends[from], ends[to]];
  if (source?.kind !== 'pods') return destination?.kind === 'pods';
  if (from !== to) return true;
  return source.pods.length > 1 || source.pods[0]?.stands === 'for-replicas';
}
