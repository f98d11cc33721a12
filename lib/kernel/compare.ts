/**
 * Orders strings by code unit, the same on every machine and in every locale, so that output is
 * deterministic to the byte.
 */
export function compareText(a: string, b: string): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

/** A comparator over the text that `key` gives for each item. */
export function byText<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compareText(key(a), key(b));
}
