import { intLists } from '../lists/int-lists';
import { Scratch } from '../lists/scratch';
import type { GatePair } from '../rules/bounds';
import type { Gates } from '../rules/gates';
import { FREE } from '../rules/profile-marks';

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
  const [out, into] = [new WideForms(egress), new WideForms(ingress)];
  const family = (place: number) => familiesOf[place] ?? 0;
  return {
    sources: {
      says: kinds(count, (place, form) => {
        form.add(family(place));
        form.add(out.saying(place));
      }),
      isIn: kinds(count, (place, form) => into.addSets(place, form)),
    },
    destinations: {
      says: kinds(count, (place, form) => {
        form.add(into.portsOf(place));
        form.add(into.saying(place));
      }),
      isIn: kinds(count, (place, form) => {
        form.add(family(place));
        form.add(out.portsOf(place));
        out.addSets(place, form);
      }),
    },
  };
}

/** What the wide sets of a gate tell of places. */
class WideForms {
  private readonly gates: Gates;
  /** Whether some wide part asks for the ports of a destination. */
  private readonly doPortsMatter: boolean;
  /** For each profile a number for its wide parts. */
  private readonly numbers: Int32Array;

  constructor(gates: Gates) {
    this.gates = gates;
    this.doPortsMatter = gates.parts.some(
      ({ set }, part) => gates.sets.isWide(set) && !gates.isPlain(part),
    );
    this.numbers = widePartNumbers(gates);
  }

  /** What a place shows of its ports, where that matters. */
  portsOf(place: number): number {
    return this.doPortsMatter ? this.gates.portsOf(place) : 0;
  }

  /** The profile where it is no list of parts, else a number for its wide parts. */
  saying(place: number): number {
    const profile = this.gates.profileOf[place] ?? FREE;
    return profile < 0 ? profile : (this.numbers[profile] ?? 0);
  }

  /** The wide sets that hold a place. */
  addSets(place: number, form: Scratch): void {
    const { starts, items } = this.gates.backwards().setsOfPlace;
    const end = starts[place + 1] ?? 0;
    for (let at = starts[place] ?? 0; at < end; at += 1) {
      const set = items[at] ?? 0;
      if (this.gates.sets.isWide(set)) form.add(set);
    }
  }
}

/** Worked out once a profile. */
function widePartNumbers({ profiles: { starts, items }, profileSets, sets }: Gates): Int32Array {
  const lists = intLists();
  const form = new Scratch();
  const numbers = new Int32Array(starts.length - 1);
  for (let profile = 0; profile < numbers.length; profile += 1) {
    form.clear();
    const end = starts[profile + 1] ?? 0;
    for (let at = starts[profile] ?? 0; at < end; at += 1)
      if (sets.isWide(profileSets[at] ?? 0)) form.add(items[at] ?? 0);
    numbers[profile] = form.internIn(lists);
  }
  return numbers;
}

function kinds(count: number, write: (place: number, form: Scratch) => void): Kinds {
  const forms = intLists();
  const form = new Scratch();
  const examples: number[] = [];
  const of = new Int32Array(count);
  for (let place = 0; place < count; place += 1) {
    form.clear();
    write(place, form);
    const kind = form.internIn(forms);
    if (kind === examples.length) examples.push(place);
    of[place] = kind;
  }
  return { of, examples };
}
