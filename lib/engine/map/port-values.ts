import {
  ALL_PORTS,
  formatPorts,
  intersectPorts,
  NO_PORTS,
  noPorts,
  type PortSet,
  samePorts,
  unionPorts,
} from '../../kernel';
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
}

/** The numbers for one shape of slots. */
export function portValues(slots: Slots): PortValues {
  const known: (readonly PortSet[])[] = [];
  const numbers = new Map<string, number>();
  const intern = (parts: readonly PortSet[]): number => {
    const form = parts.map(formatPorts).join(';');
    const found = numbers.get(form);
    if (found !== undefined) return found;
    known.push(parts);
    numbers.set(form, known.length - 1);
    return known.length - 1;
  };
  const of = (ports: PortSet, among: number) =>
    intern(Array.from({ length: slots.count }, (_, i) => ((among >> i) & 1 ? ports : NO_PORTS)));
  const slotwise = (join: typeof unionPorts) => (a: number, b: number) =>
    intern((known[a] ?? []).map((ports, i) => join(ports, known[b]?.[i] ?? NO_PORTS)));
  of(NO_PORTS, slots.all);
  of(ALL_PORTS, slots.all);
  const unions = pairTable(slotwise(unionPorts));
  const meets = pairTable(slotwise(intersectPorts));
  const passing = passingPorts(slots, known);
  const extents: Extent[] = [];
  return {
    of,
    union: (a, b) => {
      if (a === b || b === NONE) return a;
      if (a === NONE || b === ALL) return b;
      return a === ALL ? ALL : unions(a, b);
    },
    intersect: (a, b) => {
      if (a === b || b === ALL) return a;
      if (a === ALL || b === NONE) return b;
      return a === NONE ? NONE : meets(a, b);
    },
    eitherWay: (value) => intern(eitherWay(slots, known[value] ?? [])),
    passing,
    extent: (value) => {
      const found = extents[value] ?? extentOf(passing(value));
      extents[value] = found;
      return found;
    },
  };
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

function passingPorts(
  slots: Slots,
  known: readonly (readonly PortSet[])[],
): (value: number) => PortSet {
  const answers: PortSet[] = [];
  const same = new Map<string, PortSet>();
  const work = (value: number): PortSet => {
    const parts = known[value] ?? [];
    const ports = slots.families
      .map((_, place) =>
        parts.filter((_, slot) => (slots.ofFamily(place) >> slot) & 1).reduce(intersectPorts),
      )
      .reduce(unionPorts);
    const form = formatPorts(ports);
    const found = same.get(form) ?? ports;
    same.set(form, found);
    return found;
  };
  return (value) => {
    const found = answers[value] ?? work(value);
    answers[value] = found;
    return found;
  };
}

const WIDEST_TABLE = 1_024;

/** Remembers an answer for two numbers: in a square while they are small, else in a map. */
function pairTable(work: (a: number, b: number) => number): (a: number, b: number) => number {
  let width = 16;
  // Mutable: it doubles as numbers grow. -1 is not worked out yet.
  let square = new Int32Array(width * width).fill(-1);
  const far = new Map<number, number>();
  const widen = (least: number) => {
    const old = square;
    const before = width;
    while (width <= least) width *= 2;
    square = new Int32Array(width * width).fill(-1);
    for (let row = 0; row < before; row += 1)
      square.set(old.subarray(row * before, (row + 1) * before), row * width);
  };
  const farAnswer = (a: number, b: number): number => {
    const key = a * 0x1_0000_0000 + b;
    const found = far.get(key) ?? work(a, b);
    far.set(key, found);
    return found;
  };
  return (a, b) => {
    if (a >= WIDEST_TABLE || b >= WIDEST_TABLE) return farAnswer(a, b);
    if (a >= width || b >= width) widen(Math.max(a, b));
    const found = square[a * width + b] ?? -1;
    if (found >= 0) return found;
    const answer = work(a, b);
    square[a * width + b] = answer;
    return answer;
  };
}
