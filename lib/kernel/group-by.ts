/** The items under each key, in their order; `Map.groupBy` of newer runtimes. */
export function groupBy<K, T>(
  items: Iterable<T>,
  key: (item: T) => K,
): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const at = key(item);
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [item]);
    else group.push(item);
  }
  return groups;
}
