import type { Gates } from './gates';
import { ALL, NONE, type PortValues } from './port-values';
import { FREE } from './profile-marks';
import { Scratch } from './scratch';
import type { WideTypes } from './wide-types';

/**
 * What wide parts let into each kind of destination, source by source. For each wide set the kinds
 * that name it are laid out once, so a source costs the kinds that its own sets concern, and the
 * length of one array.
 */
export class WideInto {
  private readonly gates: Gates;
  private readonly values: PortValues;
  /** One destination of each kind. */
  private readonly examples: readonly number[];
  private readonly before: Int32Array;
  private readonly naming = new Map<number, Naming>();

  constructor(gates: Gates, values: PortValues, { destinations }: WideTypes) {
    this.gates = gates;
    this.values = values;
    this.examples = destinations.says.examples;
    this.before = Int32Array.from(this.examples, (place) => gates.openPlaces[place] ?? NONE);
    for (let kind = 0; kind < this.examples.length; kind += 1) this.layOut(kind);
  }

  /** What one source sends into each kind. */
  from(source: number): Int32Array {
    const into = this.before.slice();
    for (const set of this.gates.setsOf(source)) {
      const naming = this.naming.get(set);
      if (naming !== undefined) this.add(naming, into);
    }
    return into;
  }

  private layOut(kind: number): void {
    const { profileOf, profiles, profileSets, sets } = this.gates;
    const profile = profileOf[this.examples[kind] ?? 0] ?? FREE;
    if (profile < 0) return;
    const end = profiles.starts[profile + 1] ?? 0;
    for (let at = profiles.starts[profile] ?? 0; at < end; at += 1) {
      const set = profileSets[at] ?? 0;
      if (!sets.isWide(set)) continue;
      const naming = this.naming.get(set) ?? { kinds: new Scratch(), parts: new Scratch() };
      this.naming.set(set, naming);
      naming.kinds.add(kind);
      naming.parts.add(profiles.items[at] ?? 0);
    }
  }

  private add({ kinds, parts }: Naming, into: Int32Array): void {
    const { gates, values, examples } = this;
    for (let at = 0; at < kinds.length; at += 1) {
      const kind = kinds.items[at] ?? 0;
      const sum = into[kind] ?? NONE;
      if (sum === ALL) continue;
      const value = gates.value(parts.items[at] ?? 0, examples[kind] ?? 0);
      into[kind] = sum === NONE ? value : values.union(sum, value);
    }
  }
}

/** The kinds whose profiles name a set, and by which parts. */
interface Naming {
  readonly kinds: Scratch;
  readonly parts: Scratch;
}
