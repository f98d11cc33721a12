import { ALL_PORTS } from '../../../kernel';
import type { Bound } from '../ports/port-specs';
import { ALL, NONE, type PortValues } from '../ports/port-values';
import { commonFamilies, type Slots } from '../ports/slots';
import type { Bounds, GatePair } from '../rules/bounds';
import type { Gates } from '../rules/gates';
import { FREE } from '../rules/profile-marks';

/**
 * What passes between two places: through the gate of the source, the gate of the destination, and
 * over a family that both have. A row or a column costs the incidences it is made of, and the length
 * of one array.
 */
export interface Flows {
  readonly bounds: Bounds;
  readonly values: PortValues;
  /** The kinds of families of each class of pods. */
  readonly familiesOf: Int32Array;
  value(bound: Bound, from: number, to: number): number;
  /** What passes from one place to each. */
  row(bound: Bound, from: number): Int32Array;
  /** What passes from each place to one. */
  column(bound: Bound, to: number): Int32Array;
  /** Every port, over the families that two places share. */
  shared(from: number, to: number): number;
}

/** `familiesOf` knows pods only: it is shorter than the list of all places. */
export function flowsOf(
  bounds: Bounds,
  slots: Slots,
  values: PortValues,
  familiesOf: Int32Array,
): Flows {
  const shared = sharedValues(slots, values, familiesOf);
  const meet = (from: number, to: number, egress: number, ingress: number): number => {
    const both = values.intersect(egress, ingress);
    return both === NONE ? NONE : values.intersect(both, shared(from, to));
  };
  const value = ({ egress, ingress }: GatePair, from: number, to: number): number => {
    const out = egress.passing(from, to, to);
    return out === NONE ? NONE : meet(from, to, out, ingress.passing(to, from, to));
  };
  return {
    bounds,
    values,
    familiesOf,
    value: (bound, from, to) => value(bounds[bound], from, to),
    row: (bound, from) => {
      const { egress, ingress } = bounds[bound];
      const out = spreadOf(egress, values, from, (to) => to);
      const into = gatherOf(ingress, values, from, (to) => to);
      return met(out, into, (to, one, two) => meet(from, to, one, two));
    },
    column: (bound, to) => {
      const { egress, ingress } = bounds[bound];
      const into = spreadOf(ingress, values, to, () => to);
      const out = gatherOf(egress, values, to, () => to);
      return met(out, into, (from, one, two) => meet(from, to, one, two));
    },
    shared,
  };
}

/** What passes both gates, place by place. Writes into the first array, which nobody else has. */
function met(
  out: Int32Array,
  into: Int32Array,
  meet: (place: number, out: number, into: number) => number,
): Int32Array {
  for (let place = 0; place < out.length; place += 1) {
    const [one, two] = [out[place] ?? NONE, into[place] ?? NONE];
    out[place] = one === NONE || two === NONE ? NONE : meet(place, one, two);
  }
  return out;
}

type DestinationOf = (varying: number) => number;

/** What the gate of one subject lets through towards everybody. */
function spreadOf(
  gates: Gates,
  values: PortValues,
  subject: number,
  destinationOf: DestinationOf,
): Int32Array {
  const own = gates.profileOf[subject] ?? FREE;
  const sums = new Int32Array(gates.profileOf.length);
  if (own < 0) return sums.fill(own === FREE ? ALL : NONE);
  gates.spread(subject, (other, part) => {
    sums[other] = values.union(sums[other] ?? NONE, gates.value(part, destinationOf(other)));
  });
  return sums;
}

/** What the gates of everybody let through towards one other. */
function gatherOf(
  gates: Gates,
  values: PortValues,
  other: number,
  destinationOf: DestinationOf,
): Int32Array {
  const sums = gates.openPlaces.slice();
  gates.gather(other, (subject, part) => {
    sums[subject] = values.union(sums[subject] ?? NONE, gates.value(part, destinationOf(subject)));
  });
  return sums;
}

const KINDS_OF_FAMILIES = 4;

/** One value for each two kinds of families; every one where a cluster has one family only. */
function sharedValues(slots: Slots, values: PortValues, familiesOf: Int32Array) {
  if (slots.families.length === 1) return () => ALL;
  const table = Int32Array.from({ length: KINDS_OF_FAMILIES ** 2 }, (_, pair) => {
    const common = commonFamilies(Math.floor(pair / KINDS_OF_FAMILIES), pair % KINDS_OF_FAMILIES);
    const bits = slots.families.map((family, place) =>
      common.includes(family) ? slots.ofFamily(place) : 0,
    );
    return values.of(
      ALL_PORTS,
      bits.reduce((all, each) => all | each, 0),
    );
  });
  return (from: number, to: number): number => {
    const [source, destination] = [familiesOf[from], familiesOf[to]];
    if (source === undefined || destination === undefined) return ALL;
    return table[source * KINDS_OF_FAMILIES + destination] ?? ALL;
  };
}
