/** A source of numbers that gives the same ones for the same seed, on every machine. */
export interface Random {
  /** 0 <= number < 1 */
  next(): number;
  /** 0 <= integer < below */
  below(below: number): number;
  /** One of `items`, which has at least one. */
  pick<T>(items: readonly [T, ...T[]]): T;
  chance(share: number): boolean;
}

/** mulberry32 (public domain, Tommy Ettinger): 32 bits of state are plenty for shapes of clusters. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    chance: (share) => next() < share,
  };
}
