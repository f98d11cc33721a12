import type { GatePair } from './bounds';
import type { Gates } from './gates';
import { intLists } from './int-lists';
import { FREE } from './rules';
import { Scratch } from './scratch';

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
  const family: Write = (place, form) => form.add(familiesOf[place] ?? 0);
  return {
    sources: {
      says: kinds(count, [family, wideParts(egress)]),
      isIn: kinds(count, [wideSets(ingress)]),
    },
    destinations: {
      says: kinds(count, [ports(ingress), wideParts(ingress)]),
      isIn: kinds(count, [family, ports(egress), wideSets(egress)]),
    },
  };
}

/** Writes what places have to agree on, the same number of numbers each but for the last writer. */
type Write = (place: number, form: Scratch) => void;

/** What a place shows of its ports, where wide parts ask for them. */
function ports(gates: Gates): Write {
  const matter = gates.parts.some(
    ({ set }, part) => gates.sets.isWide(set) && !gates.isPlain(part),
  );
  return (place, form) => form.add(matter ? gates.portsOf(place) : 0);
}

/** The profile where it is no list of parts, else a number for its wide parts; worked out once a profile. */
function wideParts(gates: Gates): Write {
  const lists = intLists();
  const numbers = gates.profiles.map((parts) => {
    const wide = parts.filter((part) => gates.sets.isWide(gates.parts[part]?.set ?? 0));
    return lists.intern(wide, wide.length);
  });
  return (place, form) => {
    const profile = gates.profileOf[place] ?? FREE;
    form.add(profile < 0 ? profile : (numbers[profile] ?? 0));
  };
}

function wideSets(gates: Gates): Write {
  return (place, form) => {
    for (const set of gates.setsOf(place)) if (gates.sets.isWide(set)) form.add(set);
  };
}

function kinds(count: number, writers: readonly Write[]): Kinds {
  const forms = intLists();
  const form = new Scratch();
  const examples: number[] = [];
  const of = new Int32Array(count);
  for (let place = 0; place < count; place += 1) {
    form.clear();
    for (const write of writers) write(place, form);
    const kind = form.internIn(forms);
    if (kind === examples.length) examples.push(place);
    of[place] = kind;
  }
  return { of, examples };
}
