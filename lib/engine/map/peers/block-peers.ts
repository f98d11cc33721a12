import {
  type AddressSet,
  anyAddress,
  type IpFamily,
  ofFamily,
  uniteAddresses,
} from '../../../kernel';
import type { BlockPeer } from '../../../model';
import { nodeHome, type Profile, podHome } from '../../../platform';
import { homeIn } from '../../peers';
import { ALWAYS, NEVER, type PortTruth } from '../../port-truth';
import { firstBigAbove, firstBigFrom } from '../lists/bisect';
import { isOfFamily, setOfPlace } from '../pods/address-points';
import type { Asked } from '../pods/asked';
import type { PodGroups } from '../pods/pod-groups';
import type { Slots } from '../ports/slots';

/** Takes one member of a set: in which slots it certainly is in it, and in which it may be. */
export type Take = (place: number, certain: number, possible: number, why: string) => void;

type Word = 'yes' | 'no' | 'open';

/**
 * Whom the blocks of one rule hold: addresses of the outside, and pods where a block can mean them.
 * The blocks of a rule count together, because together they may hold an unknown address that none
 * holds alone. Which known addresses are in a block is a range of a sorted list, so the cost is
 * that of the answer; pods without an address are asked once for each way in which they may be
 * anywhere.
 */
export interface BlockPeers {
  number(blocks: readonly BlockPeer[]): number;
  members(number: number, take: Take): void;
}

export function blockPeers(
  groups: PodGroups,
  asked: Asked,
  slots: Slots,
  profile: Profile,
): BlockPeers {
  const known = numbers();
  const atoms = atomsIn(asked.addresses);
  const spots = spotsOf(groups, asked);
  const judge = judgeOf(slots, profile);
  return {
    number: known.number,
    members: (number, take) => {
      const addresses = uniteAddresses(known.blocks(number).map((block) => block.addresses));
      const held = atoms(addresses);
      for (const atom of held) take(groups.count + atom, slots.all, slots.all, '');
      const heldSet = new Set(held);
      for (const { onHost, places, members } of spots.touched(held)) {
        const words = slots.families.map((family): Word => {
          const inside = places.some(
            (place) => heldSet.has(setOfPlace(place)) && isOfFamily(place, family),
          );
          return inside ? 'yes' : 'no';
        });
        giveAll(judge(words, onHost), members, take);
      }
      for (const { onHost, members } of spots.anywhere) {
        const home = onHost ? nodeHome(profile) : podHome(profile);
        const words = slots.families.map((family) =>
          wordOf(homeIn(family === undefined ? addresses : ofFamily(addresses, family), home)),
        );
        giveAll(judge(words, onHost), members, take);
      }
    },
  };
}

function wordOf(truth: PortTruth | undefined): Word {
  if (truth === ALWAYS) return 'yes';
  return truth === NEVER ? 'no' : 'open';
}

interface Judged {
  readonly certain: number;
  readonly possible: number;
  readonly why: string;
}

function giveAll({ certain, possible, why }: Judged, members: readonly number[], take: Take): void {
  if (possible === 0) return;
  for (const member of members) take(member, certain, possible, why);
}

/** What it means that the address of a pod is in a block, or may be, family by family. */
function judgeOf(slots: Slots, { assume }: Profile) {
  const isPod = assume['host-network-is-peer'];
  const ofPods = assume['ip-block-matches-pods'];
  const hostAsPod = isPod === false ? 0 : slots.seen;
  const hostAsNode = isPod === true ? 0 : slots.unseen;
  return (words: readonly Word[], onHost: boolean): Judged => {
    const [asPod, asNode] = onHost ? [hostAsPod, hostAsNode] : [slots.all, 0];
    const among = (...wanted: readonly Word[]) =>
      words.reduce(
        (bits, word, place) => (wanted.includes(word) ? bits | slots.ofFamily(place) : bits),
        0,
      );
    return {
      certain: among('yes') & (asNode | (ofPods === true ? asPod : 0)),
      possible: among('yes', 'open') & (asNode | (ofPods === false ? 0 : asPod)),
      why: `block ${words.join()} ${onHost}`,
    };
  };
}

/** The blocks of each rule as a number, the same for the same blocks. */
function numbers() {
  const known = new Map<string, number>();
  const all: (readonly BlockPeer[])[] = [];
  return {
    number: (blocks: readonly BlockPeer[]): number => {
      const form = blocks.map(({ cidr, except }) => [cidr, ...except].join('-')).join();
      const found = known.get(form);
      if (found !== undefined) return found;
      known.set(form, all.length);
      all.push(blocks);
      return all.length - 1;
    },
    blocks: (number: number): readonly BlockPeer[] => all[number] ?? [],
  };
}

/** The sets of addresses that lie in some addresses; none of them is cut in two. */
function atomsIn(sets: readonly AddressSet[]): (addresses: AddressSet) => readonly number[] {
  const examples = sets.map((set) => anyAddress(set));
  const of = (family: IpFamily) =>
    examples
      .flatMap((example, atom) =>
        example?.family === family ? [{ value: example.value, atom }] : [],
      )
      .sort((a, b) => (a.value < b.value ? -1 : 1));
  const sorted = { 4: of(4), 6: of(6) } as const;
  const values = {
    4: sorted[4].map(({ value }) => value),
    6: sorted[6].map(({ value }) => value),
  } as const;
  return (addresses) =>
    ([4, 6] as const)
      .flatMap((family) =>
        addresses[family].flatMap(([first, last]) =>
          sorted[family].slice(
            firstBigFrom(values[family], first),
            firstBigAbove(values[family], last),
          ),
        ),
      )
      .map(({ atom }) => atom)
      .sort((a, b) => a - b);
}

/** Groups of pods at the same place among the blocks. */
interface Spot {
  readonly onHost: boolean;
  /** Numbers of `placeOf`; none where no address is known. */
  readonly places: readonly number[];
  readonly members: readonly number[];
}

function spotsOf({ addressesOf, examples }: PodGroups, asked: Asked) {
  const spots: { onHost: boolean; places: readonly number[]; members: number[] }[] = [];
  const bySignature = new Map<number, (typeof spots)[number]>();
  const byAtom = new Map<number, Set<Spot>>();
  addressesOf.forEach((signature, group) => {
    const known = bySignature.get(signature);
    if (known !== undefined) {
      known.members.push(group);
      return;
    }
    const pod = examples[group];
    const places = (pod?.addresses ?? []).map(asked.placeOf);
    const spot = { onHost: pod?.hostNetwork === true, places, members: [group] };
    spots.push(spot);
    bySignature.set(signature, spot);
    for (const place of places) {
      const atom = setOfPlace(place);
      byAtom.set(atom, (byAtom.get(atom) ?? new Set()).add(spot));
    }
  });
  return {
    anywhere: spots.filter(({ places }) => places.length === 0),
    touched: (atoms: readonly number[]): ReadonlySet<Spot> =>
      new Set(atoms.flatMap((atom) => [...(byAtom.get(atom) ?? [])])),
  };
}
