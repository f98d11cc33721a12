import type { Gates } from './gates';
import { ALL, NONE, type PortValues } from './port-values';
import { FREE } from './rules';
import type { WideTypes } from './wide-types';

/**
 * What wide parts let into each kind of destination, source by source. For each wide set the kinds
 * that name it are laid out once, so a source costs the kinds that its own sets concern, and the
 * length of one array.
 */
export function wideInto(
  gates: Gates,
  values: PortValues,
  { destinations }: WideTypes,
): (source: number) => Int32Array {
  const { examples } = destinations.says;
  const before = Int32Array.from(examples, (place) => gates.openPlaces[place] ?? NONE);
  const naming = new Map<number, { readonly kinds: number[]; readonly parts: number[] }>();
  for (const [kind, place] of examples.entries()) {
    for (const part of gates.profiles[gates.profileOf[place] ?? FREE] ?? []) {
      const set = gates.parts[part]?.set ?? 0;
      if (!gates.sets.isWide(set)) continue;
      const named = naming.get(set) ?? { kinds: [], parts: [] };
      naming.set(set, named);
      named.kinds.push(kind);
      named.parts.push(part);
    }
  }
  const addSet = (into: Int32Array, set: number) => {
    const named = naming.get(set);
    if (named === undefined) return;
    for (const [at, kind] of named.kinds.entries()) {
      const sum = into[kind] ?? NONE;
      if (sum === ALL) continue;
      into[kind] = values.union(sum, gates.value(named.parts[at] ?? 0, examples[kind] ?? 0));
    }
  };
  return (source) => {
    const into = before.slice();
    for (const set of gates.setsOf(source)) addSet(into, set);
    return into;
  };
}
