import type { Requirement } from '../../../kernel';

/**
 * Puts items together that ask for a common label, directly or through others (union-find by label).
 * Bound: the labels that are asked for, nearly.
 */
export function partsBy(
  items: readonly number[],
  requirementsOf: (item: number) => readonly Requirement[],
): readonly (readonly number[])[] {
  const leaders = new Map<string, string>();
  const leaderOf = (key: string): string => {
    let at = key;
    for (let above = leaders.get(at); above !== undefined; above = leaders.get(at)) {
      const higher = leaders.get(above);
      if (higher !== undefined) leaders.set(at, higher);
      at = above;
    }
    return at;
  };
  for (const item of items) {
    const [first, ...others] = requirementsOf(item);
    if (first === undefined) continue;
    for (const { key } of others) {
      const [one, other] = [leaderOf(key), leaderOf(first.key)];
      if (one !== other) leaders.set(one, other);
    }
  }
  const parts = new Map<string, number[]>();
  for (const item of items) {
    const leader = leaderOf(requirementsOf(item)[0]?.key ?? '');
    const part = parts.get(leader);
    if (part === undefined) parts.set(leader, [item]);
    else part.push(item);
  }
  return [...parts.values()];
}
