import { EVERYTHING } from '../../kernel';
import type { BlockPeer, Cluster, Peer, PodPeer } from '../../model';
import type { Profile } from '../../platform';
import type { Asked } from './asked';
import { type BlockPeers, blockPeers } from './block-peers';
import { type IntLists, intLists } from './int-lists';
import { type NamedNamespaces, namespaceSets } from './namespace-sets';
import type { PodGroups } from './pod-groups';
import { type SelectorIndex, selectorIndex } from './selector-index';
import { selectorNumbers } from './selector-numbers';
import type { Slots } from './slots';

/** Some of those whom a rule names: everybody in a set, in some slots. */
export interface PeerPart {
  /** Its number among the sets. */
  readonly set: number;
  readonly slots: number;
  /** 0 where the rule certainly names them; else a number for why it only may. */
  readonly why: number;
}

/**
 * Whom the rules of a cluster name. Rules that ask the same share an answer, and answers that hold
 * the same places share a set, so each set is found and kept once however many policies repeat it.
 * A place is a group of pods, or addresses behind all groups. Costs the sum of the sizes of the
 * different sets.
 */
export interface PeerSets {
  /** A number for the peers of a rule of some namespace, equal where they ask the same. */
  number(peers: readonly Peer[], namespace: number): number;
  parts(number: number): readonly PeerPart[];
  /** Ascending lists of places. */
  readonly sets: IntLists;
}

const EVERYBODY = 0;
const LOCAL = 1;
const ACROSS = 2;
const BLOCKS = 3;

export interface PeerFacts {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly asked: Asked;
  readonly groups: PodGroups;
  readonly slots: Slots;
  readonly wideFrom: number;
}

export function peerSets(facts: PeerFacts): PeerSets {
  const { cluster, profile, asked, groups, slots, wideFrom } = facts;
  const podsNumber = selectorNumbers(asked.labels);
  const named = namespaceSets(cluster, profile, asked.namespaceLabels, groups.namespaces);
  const blocks = blockPeers(groups, asked, slots, profile);
  const sets = intLists();
  const items = numbered<Item>();
  const rules = numbered<readonly number[]>();
  const members = membersOf(facts, selectorIndex(asked.labels, groups.words), named, blocks);
  const partsOfItem = answered((item: number) => {
    const found = gathered();
    const asking = items.get(item);
    if (asking !== undefined) members(asking, found);
    return found.flush(sets);
  });
  const itemOf = (peer: PodPeer, namespace: number): number =>
    peer.namespaces === undefined
      ? items.number([LOCAL, namespace, podsNumber(peer.pods)], { peer, namespace })
      : items.number([ACROSS, named(peer.namespaces).number, podsNumber(peer.pods)], { peer });
  const itemsOf = (peers: readonly Peer[], namespace: number): readonly number[] => {
    if (peers.length === 0) return [items.number([EVERYBODY], {})];
    const ofPods = podPeers(peers).map((peer) => itemOf(peer, namespace));
    const held = blocksOf(peers);
    if (held.length === 0) return ofPods;
    const number = blocks.number(held);
    return [...ofPods, items.number([BLOCKS, number], { blocks: number })];
  };
  return {
    sets,
    number: (peers, namespace) => {
      const form = itemsOf(peers, namespace);
      return rules.number(form, form);
    },
    parts: answered((rule: number) =>
      together((rules.get(rule) ?? []).map(partsOfItem), sets, wideFrom),
    ),
  };
}

/** One peer of a rule, or all of its blocks, which count together; everybody where it names none. */
interface Item {
  readonly peer?: PodPeer;
  /** The namespace of a rule whose peer says none. */
  readonly namespace?: number;
  readonly blocks?: number;
}

/**
 * The parts of several peers: wide sets as they are, so that all rules with such a peer share it,
 * narrow ones as one set for all of them.
 */
function together(
  peers: readonly (readonly PeerPart[])[],
  sets: IntLists,
  wideFrom: number,
): readonly PeerPart[] {
  const all = peers.flat();
  const large = all.filter(({ set }) => sets.length(set) >= wideFrom);
  const small = all.filter(({ set }) => sets.length(set) < wideFrom);
  if (small.length < 2) return all;
  const joined = gathered();
  for (const { set, slots, why } of small)
    for (const place of sets.list(set)) joined.add(place, slots, why);
  return [...large, ...joined.flush(sets)];
}

/** Numbers for things that are equal where their forms are. */
function numbered<T>() {
  const forms = intLists();
  const things: T[] = [];
  return {
    number: (form: readonly number[], thing: T): number => {
      const number = forms.intern(form, form.length);
      things[number] ??= thing;
      return number;
    },
    get: (number: number): T | undefined => things[number],
  };
}

/** Answers once for each number. */
function answered<T>(answer: (number: number) => T): (number: number) => T {
  const known: T[] = [];
  return (number) => {
    const found = known[number] ?? answer(number);
    known[number] = found;
    return found;
  };
}

function podPeers(peers: readonly Peer[]): readonly PodPeer[] {
  return peers.filter((peer) => peer.kind === 'pods');
}

function blocksOf(peers: readonly Peer[]): readonly BlockPeer[] {
  return peers.filter((peer) => peer.kind === 'block');
}

/** Finds everybody whom one peer names. */
function membersOf(
  { profile, asked, groups, slots }: PeerFacts,
  index: SelectorIndex,
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
  const among = (
    found: Gathered,
    { pods }: PodPeer,
    namespaces: readonly number[],
    why: number,
  ) => {
    const each = (group: number) => take(found, group, why);
    const select = index.query(pods ?? EVERYTHING);
    for (const [lo, hi] of rangesOf(groups, namespaces)) select(lo, hi, each);
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

interface Gathered {
  add(place: number, slots: number, why: number): void;
  /** What was added, as parts; their sets go among the others. */
  flush(sets: IntLists): readonly PeerPart[];
}

/** Collects places by slots and reason. */
function gathered(): Gathered {
  const buckets = new Map<number, number[]>();
  // Nearly every rule fills one bucket only, in order.
  let [lastKey, last]: [number, number[]] = [-1, []];
  return {
    add: (place, slots, why) => {
      const key = why * 64 + slots;
      if (key !== lastKey) {
        lastKey = key;
        last = buckets.get(key) ?? [];
        buckets.set(key, last);
      }
      last.push(place);
    },
    flush: (sets) =>
      [...buckets].map(([key, places]) => {
        const sorted = ascending(places);
        return {
          set: sets.intern(sorted, sorted.length),
          slots: key % 64,
          why: Math.floor(key / 64),
        };
      }),
  };
}

/** The same numbers, ascending and each once. */
function ascending(numbers: readonly number[]): ArrayLike<number> {
  let isSorted = true;
  for (let i = 1; i < numbers.length && isSorted; i += 1)
    isSorted = (numbers[i - 1] ?? 0) < (numbers[i] ?? 0);
  if (isSorted) return numbers;
  const sorted = Int32Array.from(numbers).sort();
  return sorted.filter((number, i) => i === 0 || sorted[i - 1] !== number);
}
