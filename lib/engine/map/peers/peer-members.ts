import { EVERYTHING } from '../../../kernel';
import type { Cluster, PodPeer } from '../../../model';
import type { Profile } from '../../../platform';
import type { SelectorIndex } from '../labels/selector-index';
import { Scratch } from '../lists/scratch';
import type { Asked } from '../pods/asked';
import type { PodGroups } from '../pods/pod-groups';
import type { Slots } from '../ports/slots';
import type { BlockPeers } from './block-peers';
import type { Gathered } from './gathered';
import type { NamedNamespaces } from './namespace-sets';

export interface PeerFacts {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly asked: Asked;
  readonly groups: PodGroups;
  readonly slots: Slots;
  readonly wideFrom: number;
  /** Finds groups by their labels. */
  readonly index: SelectorIndex;
}

/** One peer of a rule, or all of its blocks, which count together; everybody where it names none. */
export interface Item {
  readonly peer?: PodPeer;
  /** The namespace of a rule whose peer says none. */
  readonly namespace?: number;
  readonly blocks?: number;
}

/**
 * Finds everybody whom one peer names. By labels: namespaces first, then in each range of neighbours
 * whoever the selector finds there. By blocks: addresses, and pods where a block can mean them. A
 * namespace with unknown labels, or a pod of the host network, is named with the reason why it only
 * may be, or in the slots in which it is. Costs what is found, and a search for each range.
 */
export function membersOf(
  { profile, asked, groups, slots, index }: PeerFacts,
  named: (selector: NonNullable<PodPeer['namespaces']>) => NamedNamespaces,
  blocks: BlockPeers,
) {
  const onHost = Uint8Array.from(groups.examples, ({ hostNetwork }) => (hostNetwork ? 1 : 0));
  const whys = new Map([['', 0]]);
  const whyNumber = (why: string) => {
    const number = whys.get(why) ?? whys.size;
    whys.set(why, number);
    return number;
  };
  const unknownLabels = whyNumber('labels');
  /** A host-network pod is named by its labels only where it is seen as a pod. */
  const asPods = profile.assume['host-network-is-peer'] === false ? 0 : slots.seen;
  const take = (found: Gathered, group: number, why: number) => {
    if (onHost[group] === 0) found.add(group, slots.all, why);
    else if (asPods !== 0) found.add(group, asPods, why);
  };
  const selected = new Scratch();
  const among = (
    found: Gathered,
    { pods }: PodPeer,
    namespaces: readonly number[],
    why: number,
  ) => {
    const query = index.query(pods ?? EVERYTHING);
    selected.clear();
    for (const [lo, hi] of rangesOf(groups, namespaces)) index.select(query, lo, hi, selected);
    for (let at = 0; at < selected.length; at += 1) take(found, selected.items[at] ?? 0, why);
  };
  const byLabels = (peer: PodPeer, namespace: number, found: Gathered) => {
    const { certain, open } =
      peer.namespaces === undefined ? { certain: [namespace], open: [] } : named(peer.namespaces);
    among(found, peer, certain, 0);
    among(found, peer, open, unknownLabels);
  };
  const byBlocks = (number: number, found: Gathered) => {
    blocks.members(number, (place, certain, possible, why) => {
      if (certain !== 0) found.add(place, certain, 0);
      if ((possible & ~certain) !== 0) found.add(place, possible, whyNumber(why));
    });
  };
  return ({ peer, namespace = 0, blocks: held }: Item, found: Gathered) => {
    if (peer !== undefined) return byLabels(peer, namespace, found);
    if (held !== undefined) return byBlocks(held, found);
    const everyone = groups.count + asked.addresses.length;
    for (let place = 0; place < everyone; place += 1) found.add(place, slots.all, 0);
  };
}

/** The groups of some namespaces: neighbours as one range. */
function rangesOf({ firstOf }: PodGroups, namespaces: readonly number[]) {
  const ranges: [lo: number, hi: number][] = [];
  for (const namespace of namespaces) {
    const [lo, hi] = [firstOf[namespace] ?? 0, firstOf[namespace + 1] ?? 0];
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === lo) last[1] = hi;
    else if (lo < hi) ranges.push([lo, hi]);
  }
  return ranges;
}
