import type { GatePair } from './bounds';
import type { Gates } from './gates';
import { intLists } from './int-lists';

/** Places that agree on something, as a number for each, and one place of each kind. */
export interface Kinds {
  readonly of: Int32Array;
  readonly examples: readonly number[];
}

/**
 * The four ways in which the wide sets tell classes apart. What wide parts let out of a source to a
 * destination depends on `sources.says` and `destinations.isIn`, what they let in on
 * `destinations.says` and `sources.isIn`: so the wide part of a whole map is two small tables.
 */
export interface WideTypes {
  readonly sources: { readonly says: Kinds; readonly isIn: Kinds };
  readonly destinations: { readonly says: Kinds; readonly isIn: Kinds };
}

/** The kinds of the first `count` places, which are classes of pods. */
export function wideTypes(
  { egress, ingress }: GatePair,
  familiesOf: Int32Array,
  count: number,
): WideTypes {
  const family = (place: number) => [familiesOf[place] ?? 0];
  const ports = (gates: Gates) => {
    const matter = gates.parts.some(
      ({ set }, part) => gates.sets.isWide(set) && !gates.isPlain(part),
    );
    return (place: number) => [matter ? gates.portsOf(place) : 0];
  };
  const [out, into] = [ports(egress), ports(ingress)];
  return {
    sources: {
      says: kinds(count, (place) => [...family(place), ...wideParts(egress, place)]),
      isIn: kinds(count, (place) => wideSets(ingress, place)),
    },
    destinations: {
      says: kinds(count, (place) => [...into(place), ...wideParts(ingress, place)]),
      isIn: kinds(count, (place) => [...family(place), ...out(place), ...wideSets(egress, place)]),
    },
  };
}

/** The profile where it is no list of parts, else its wide parts. */
function wideParts(gates: Gates, place: number): readonly number[] {
  const profile = gates.profileOf[place] ?? -1;
  if (profile < 0) return [profile];
  return [...(gates.profiles[profile] ?? [])].filter((part) =>
    gates.sets.isWide(gates.parts[part]?.set ?? 0),
  );
}

function wideSets(gates: Gates, place: number): readonly number[] {
  return [...gates.setsOf(place)].filter(gates.sets.isWide);
}

function kinds(count: number, form: (place: number) => readonly number[]): Kinds {
  const forms = intLists();
  const examples: number[] = [];
  const of = Int32Array.from({ length: count }, (_, place) => {
    const items = form(place);
    const kind = forms.intern(items, items.length);
    if (kind === examples.length) examples.push(place);
    return kind;
  });
  return { of, examples };
}
