import type { IntLists } from '../lists/int-lists';
import { MOST_SLOTS } from '../ports/slots';

/** Some of those whom a rule names: everybody in a set, in some slots. */
export interface PeerPart {
  /** Its number among the sets. */
  readonly set: number;
  readonly slots: number;
  /** 0 where the rule certainly names them; else a number for why it only may. */
  readonly why: number;
}

/** Collects places by slots and reason. */
export interface Gathered {
  add(place: number, slots: number, why: number): void;
  /** What was added, as parts; their sets go among the others. */
  flush(sets: IntLists): readonly PeerPart[];
}

export function gathered(): Gathered {
  const buckets = new Map<number, number[]>();
  // Nearly every rule fills one bucket only, in order.
  let [lastKey, last]: [number, number[]] = [-1, []];
  return {
    add: (place, slots, why) => {
      const key = why * MOST_SLOTS + slots;
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
          slots: key % MOST_SLOTS,
          why: Math.floor(key / MOST_SLOTS),
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

/**
 * The parts of several peers: wide sets as they are, so that all rules with such a peer share it,
 * narrow ones as one set for all of them.
 */
export function together(
  peers: readonly (readonly PeerPart[])[],
  sets: IntLists,
  wideFrom: number,
): readonly PeerPart[] {
  const [one, other] = peers;
  if (one !== undefined && other === undefined && one.length < 2) return one;
  const all = peers.flat();
  const large = all.filter(({ set }) => sets.length(set) >= wideFrom);
  const small = all.filter(({ set }) => sets.length(set) < wideFrom);
  if (small.length < 2) return all;
  const joined = gathered();
  for (const { set, slots, why } of small)
    for (const place of sets.list(set)) joined.add(place, slots, why);
  return [...large, ...joined.flush(sets)];
}
