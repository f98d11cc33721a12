import {
  ALL_PORTS,
  formatPorts,
  intersectPorts,
  NO_PORTS,
  noPorts,
  type PortSet,
  samePorts,
  unionPorts,
} from '../../../kernel';
import { PairTable } from '../lists/pair-table';
import { Meetings } from './meetings';
import type { Slots } from './slots';

/** The value that holds nothing, and the one that holds every port in every slot. */
export const NONE = 0;
export const ALL = 1;

/** Which ports pass: none, some, every one. */
export type Extent = 0 | 1 | 2;

/**
 * What one gate lets through, as a number: the ports in each slot. Rules name few different sets of
 * ports, so a sum or an intersection is worked out once for each two numbers and is a look-up from
 * then on.
 */
export interface PortValues {
  /** The same ports in each of these slots. */
  of(ports: PortSet, slots: number): number;
  union(a: number, b: number): number;
  intersect(a: number, b: number): number;
  /** What passes where host-network pods are read in one way or in the other. */
  eitherWay(value: number): number;
  /** The ports that pass some family under every reading; equal sets are one object. */
  passing(value: number): PortSet;
  extent(value: number): Extent;
  /** The extent of what two values have in common, which gets no number of its own. */
  meeting(a: number, b: number): Extent;
}

/** The numbers for one shape of slots. */
export function portValues(slots: Slots): PortValues {
  return new Values(slots);
}

class Values implements PortValues {
  private readonly slots: Slots;
  private readonly known: (readonly PortSet[])[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly unions = new PairTable((a, b) => this.slotwise(unionPorts, a, b));
  private readonly meets = new PairTable((a, b) => this.slotwise(intersectPorts, a, b));
  private readonly extents: Extent[] = [];
  private readonly meetings = new Meetings((value) => this.known[value] ?? []);
  private readonly passingPorts: PassingPorts;

  constructor(slots: Slots) {
    this.slots = slots;
    this.passingPorts = new PassingPorts(slots);
    this.of(NO_PORTS, slots.all);
    this.of(ALL_PORTS, slots.all);
  }

  of(ports: PortSet, among: number): number {
    const parts: PortSet[] = [];
    for (let slot = 0; slot < this.slots.count; slot += 1)
      parts.push((among >> slot) & 1 ? ports : NO_PORTS);
    return this.intern(parts);
  }

  union(a: number, b: number): number {
    if (a === b || b === NONE) return a;
    if (a === NONE || b === ALL) return b;
    return a === ALL ? ALL : this.unions.of(a, b);
  }

  intersect(a: number, b: number): number {
    if (a === b || b === ALL) return a;
    if (a === ALL || b === NONE) return b;
    return a === NONE ? NONE : this.meets.of(a, b);
  }

  eitherWay(value: number): number {
    return this.intern(eitherWay(this.slots, this.known[value] ?? []));
  }

  passing(value: number): PortSet {
    return this.passingPorts.of(value, this.known[value] ?? []);
  }

  extent(value: number): Extent {
    const found = this.extents[value];
    return found ?? this.newExtent(value);
  }

  meeting(a: number, b: number): Extent {
    if (a === NONE || b === NONE) return 0;
    if (a === ALL || a === b) return this.extent(b);
    if (b === ALL) return this.extent(a);
    if (this.slots.count > 1) return this.extent(this.intersect(a, b));
    return this.meetings.areAny(a, b) ? 1 : 0;
  }

  private newExtent(value: number): Extent {
    const extent = extentOf(this.passing(value));
    this.extents[value] = extent;
    return extent;
  }

  private slotwise(join: typeof unionPorts, a: number, b: number): number {
    const others = this.known[b] ?? [];
    return this.intern(
      (this.known[a] ?? []).map((ports, slot) => join(ports, others[slot] ?? NO_PORTS)),
    );
  }

  private intern(parts: readonly PortSet[]): number {
    const form = parts.map(formatPorts).join(';');
    const found = this.numbers.get(form);
    if (found !== undefined) return found;
    this.known.push(parts);
    this.numbers.set(form, this.known.length - 1);
    return this.known.length - 1;
  }
}

/** The ports of a slot or of the one that differs from it in nothing but the reading. */
function eitherWay({ count, families, ofFamily }: Slots, parts: readonly PortSet[]) {
  return Array.from({ length: count }, (_, slot) => {
    const mine = families
      .map((_family, place) => ofFamily(place))
      .find((bits) => (bits >> slot) & 1);
    return parts.filter((_ports, each) => ((mine ?? 0) >> each) & 1).reduce(unionPorts, NO_PORTS);
  });
}

function extentOf(ports: PortSet): Extent {
  if (noPorts(ports)) return 0;
  return samePorts(ports, ALL_PORTS) ? 2 : 1;
}

/** The ports that pass some family under every reading. */
class PassingPorts {
  private readonly slots: Slots;
  private readonly answers: PortSet[] = [];
  private readonly same = new Map<string, PortSet>();

  constructor(slots: Slots) {
    this.slots = slots;
  }

  of(value: number, parts: readonly PortSet[]): PortSet {
    const found = this.answers[value] ?? this.work(parts);
    this.answers[value] = found;
    return found;
  }

  private work(parts: readonly PortSet[]): PortSet {
    const { families, ofFamily } = this.slots;
    const ports = families
      .map((_, place) =>
        parts.filter((_ports, slot) => (ofFamily(place) >> slot) & 1).reduce(intersectPorts),
      )
      .reduce(unionPorts);
    const form = formatPorts(ports);
    const found = this.same.get(form) ?? ports;
    this.same.set(form, found);
    return found;
  }
}
