import type { Cluster, FlowEnd } from '../../model';
import type { Profile } from '../../platform';
import type { Connection } from '../evaluator';
import { answers } from './answers';
import type { ClusterMap } from './cluster-map';
import { endFlows } from './flows/end-flows';
import { endsOf } from './flows/ends';
import { flowsOf } from './flows/flows';
import { exemptClasses, ownNode } from './flows/own-node';
import { SelectorIndex } from './labels/selector-index';
import { peerSets } from './peers/peer-sets';
import { PlaceSets, replaced, WIDE_FROM } from './peers/place-sets';
import { setOfPlace } from './pods/address-points';
import { askedBy } from './pods/asked';
import { classesOf, placesOfGroups, podsOfClasses, usedSets } from './pods/classes';
import { type PodGroups, podGroups } from './pods/pod-groups';
import { NAMELESS, portSpecs } from './ports/port-specs';
import { portValues } from './ports/port-values';
import { commonFamilies, type Slots, slotsOf } from './ports/slots';
import { boundsOf } from './rules/bounds';
import { ruleProfiles } from './rules/rules';

/**
 * Makes the map of a cluster: `pods` into groups, by `labels` that selectors ask for; `rules` into
 * `peers` that they name and `ports` that they let through; groups into classes that no rule tells
 * apart. `flows` are answered from these, one by one; `totals` and `steps` for all of them at once.
 * `connect` answers for one pair of different pods, with the reasons; it is asked only where
 * something is undecided. The size from which a set counts as wide changes no answer,
 * though it may make ends finer.
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
  const index = new SelectorIndex(asked.labels, groups.words);
  const peers = peerSets({ cluster, profile, asked, groups, slots, wideFrom, index });
  const rules = ruleProfiles(cluster, groups, index, peers, specs);
  const both = [rules.ingress, rules.egress];
  const named = usedSets(both, peers.sets);
  const classes = classesOf(groups, both, named);
  const count = classes.count + asked.addresses.length;
  const sets = new PlaceSets(
    replaced(named, placesOfGroups(classes, asked.addresses.length)),
    count,
    wideFrom,
  );
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
    inOrder: groups.pods,
    classOf: groups.groupOf.map((group) => classes.classOf[group] ?? 0),
    pods: podsOfClasses(groups, classes),
    addresses: asked.addresses,
    find: (address) => setOfPlace(asked.placeOf(address)),
    isExempt: exemptClasses(bounds, own),
  });
  return answers(flows, ends, endFlows(flows, ends, own), connect);
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
