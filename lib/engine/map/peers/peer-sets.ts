import type { BlockPeer, Peer, PodPeer } from '../../../model';
import { selectorNumbers } from '../labels/selector-numbers';
import { type IntLists, intLists } from '../lists/int-lists';
import { Scratch } from '../lists/scratch';
import { blockPeers } from './block-peers';
import { gathered, type PeerPart, together } from './gathered';
import { namespaceSets } from './namespace-sets';
import { type Item, membersOf, type PeerFacts } from './peer-members';

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

export function peerSets(facts: PeerFacts): PeerSets {
  const { cluster, profile, asked, groups, slots, wideFrom } = facts;
  const podsNumber = selectorNumbers(asked.labels);
  const named = namespaceSets(cluster, profile, asked.namespaceLabels, groups.namespaces);
  const blocks = blockPeers(groups, asked, slots, profile);
  const sets = intLists();
  const items = numberedItems();
  const rules = intLists();
  const rule = new Scratch();
  const members = membersOf(facts, named, blocks);
  const partsOfItem = answered((item: number) => {
    const found = gathered();
    const asking = items.get(item);
    if (asking !== undefined) members(asking, found);
    return found.flush(sets);
  });
  const itemOf = (peer: PodPeer, namespace: number): number =>
    peer.namespaces === undefined
      ? items.number(LOCAL, namespace, podsNumber(peer.pods), () => ({ peer, namespace }))
      : items.number(ACROSS, named(peer.namespaces).number, podsNumber(peer.pods), () => ({
          peer,
        }));
  const writeItems = (peers: readonly Peer[], namespace: number) => {
    let hasBlocks = false;
    for (const peer of peers) {
      if (peer.kind === 'pods') rule.add(itemOf(peer, namespace));
      else hasBlocks = true;
    }
    if (!hasBlocks) return;
    const number = blocks.number(blocksOf(peers));
    rule.add(items.number(BLOCKS, number, 0, () => ({ blocks: number })));
  };
  return {
    sets,
    number: (peers, namespace) => {
      rule.clear();
      if (peers.length === 0) rule.add(items.number(EVERYBODY, 0, 0, () => ({})));
      else writeItems(peers, namespace);
      return rule.internIn(rules);
    },
    parts: answered((number: number) =>
      together([...rules.list(number)].map(partsOfItem), sets, wideFrom),
    ),
  };
}

/** A number for each kind of peer with what it asks for. */
function numberedItems() {
  const forms = intLists();
  const form = new Int32Array(3);
  const all: Item[] = [];
  return {
    number: (kind: number, asked: number, more: number, item: () => Item): number => {
      form[0] = kind;
      form[1] = asked;
      form[2] = more;
      const number = forms.intern(form, form.length);
      if (number === all.length) all.push(item());
      return number;
    },
    get: (number: number): Item | undefined => all[number],
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

function blocksOf(peers: readonly Peer[]): readonly BlockPeer[] {
  return peers.filter((peer) => peer.kind === 'block');
}
