/** Numbers of which there may be very many, and which can be made anew. */
export interface Column<T> {
  readonly of: T;
  readonly make: () => Int32Array;
}

/**
 * Puts those together that have equal columns, in order. A column of a large cluster has a number for
 * most of its workloads, and there are thousands of columns, so none is kept: each is hashed, and only
 * where hashes are equal made anew to be compared. Bound: two columns for each item.
 */
export function alikeColumns<T>(columns: readonly Column<T>[]): readonly (readonly T[])[] {
  const groups: { readonly first: Column<T>; readonly members: T[] }[] = [];
  const byHash = new Map<number, number[]>();
  for (const each of columns) {
    const numbers = each.make();
    const hash = hashOf(numbers);
    const near = byHash.get(hash) ?? [];
    byHash.set(hash, near);
    const known = near.find((group) => isSame(groups[group]?.first.make(), numbers));
    if (known === undefined) near.push(groups.push({ first: each, members: [each.of] }) - 1);
    else groups[known]?.members.push(each.of);
  }
  return groups.map(({ members }) => members);
}

function isSame(one: Int32Array | undefined, other: Int32Array): boolean {
  return one?.length === other.length && other.every((number, at) => one[at] === number);
}

/** FNV-1a over whole numbers, mixed once more (Fowler, Noll, Vo). */
function hashOf(numbers: Int32Array): number {
  let hash = 0x811c9dc5;
  for (const number of numbers) {
    hash = Math.imul(hash ^ number, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}
