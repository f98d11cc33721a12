import { type Interval, type Intervals, intervalAlgebra } from './intervals';
import { PROTOCOLS, type Protocol } from './protocol';

const algebra = intervalAlgebra<number>(
  (port) => port + 1,
  (port) => port - 1,
);

/** The lowest and the highest port number a connection can use. */
export const PORT_MIN = 1;
export const PORT_MAX = 65_535;

/** A set of (protocol, destination port) pairs: closed ranges within 1..65535 for each protocol. */
export type PortSet = Readonly<Record<Protocol, Intervals<number>>>;

/** The same as plain JSON: a protocol without ports is left out. */
export type PortRanges = { readonly [protocol in Protocol]?: readonly Interval<number>[] };

function perProtocol(make: (protocol: Protocol) => Intervals<number>): PortSet {
  return { TCP: make('TCP'), UDP: make('UDP'), SCTP: make('SCTP') };
}

const EVERY: Intervals<number> = [[PORT_MIN, PORT_MAX]];

/** No port at all. */
export const NO_PORTS: PortSet = perProtocol(() => []);

/** Every port of every protocol that a NetworkPolicy can name. */
export const ALL_PORTS: PortSet = perProtocol(() => EVERY);

/** The ports `first..last` of one protocol; both ends included. */
export function portRange(protocol: Protocol, first: number, last: number = first): PortSet {
  return perProtocol((each) => (each === protocol ? algebra.of([[first, last]]) : []));
}

export function unionPorts(a: PortSet, b: PortSet): PortSet {
  return perProtocol((protocol) => algebra.union(a[protocol], b[protocol]));
}

export function intersectPorts(a: PortSet, b: PortSet): PortSet {
  return perProtocol((protocol) => algebra.intersect(a[protocol], b[protocol]));
}

export function subtractPorts(a: PortSet, b: PortSet): PortSet {
  return perProtocol((protocol) => algebra.subtract(a[protocol], b[protocol]));
}

export function hasPort(set: PortSet, protocol: Protocol, port: number): boolean {
  return algebra.contains(set[protocol], port);
}

export function noPorts(set: PortSet): boolean {
  return PROTOCOLS.every((protocol) => set[protocol].length === 0);
}

export function samePorts(a: PortSet, b: PortSet): boolean {
  return PROTOCOLS.every((protocol) => algebra.equals(a[protocol], b[protocol]));
}

/** Plain JSON of a port set, protocols without ports left out. */
export function toPortRanges(set: PortSet): PortRanges {
  const ranges: { -readonly [protocol in Protocol]?: readonly Interval<number>[] } = {};
  for (const protocol of PROTOCOLS) {
    if (set[protocol].length > 0) ranges[protocol] = set[protocol].map(([a, b]) => [a, b]);
  }
  return ranges;
}

/** The port set that plain JSON describes. */
export function fromPortRanges(ranges: PortRanges): PortSet {
  return perProtocol((protocol) => algebra.of(ranges[protocol] ?? []));
}

/** One member of the set, the lowest port of the first protocol: an example to show. */
export function anyPort(set: PortSet): { protocol: Protocol; port: number } | undefined {
  for (const protocol of PROTOCOLS) {
    const first = set[protocol][0];
    if (first !== undefined) return { protocol, port: first[0] };
  }
  return undefined;
}

function isEveryPort(ranges: Intervals<number>): boolean {
  return algebra.equals(ranges, EVERY);
}

/** `all`, `none`, or `80/TCP, 443/TCP, 8000-8100/UDP, all SCTP`: ports as people write them. */
export function formatPorts(set: PortSet): string {
  if (PROTOCOLS.every((protocol) => isEveryPort(set[protocol]))) return 'all';
  const parts = PROTOCOLS.flatMap((protocol) =>
    isEveryPort(set[protocol])
      ? [`all ${protocol}`]
      : set[protocol].map(([a, b]) => `${a === b ? a : `${a}-${b}`}/${protocol}`),
  );
  return parts.length === 0 ? 'none' : parts.join(', ');
}
