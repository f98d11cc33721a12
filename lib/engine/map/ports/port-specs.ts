import {
  ALL_PORTS,
  type Direction,
  NO_PORTS,
  type PortSet,
  PROTOCOLS,
  portRange,
  unionPorts,
} from '../../../kernel';
import type { PortMatch } from '../../../model';
import type { Profile } from '../../../platform';
import { intLists } from '../lists/int-lists';
import { Scratch } from '../lists/scratch';
import type { PodGroups } from '../pods/pod-groups';
import { NONE, type PortValues } from './port-values';
import type { Slots } from './slots';

/** What is certain, or what is certain or undecided: each is a whole engine's worth of answers. */
export type Bound = 'certain' | 'possible';

/** The ports of a destination that declares no names: of addresses. */
export const NAMELESS = -1;

/**
 * The ports of rules. A number says the same everywhere; a name says what the destination declares,
 * so it is worked out once for each list of declared ports that some pod has, and only for those
 * that a rule meets.
 */
export interface PortSpecs {
  /** A number for the ports of a rule, equal where they are written the same. */
  number(ports: readonly PortMatch[]): number;
  /** Whether every destination reads it alike. */
  isPlain(spec: number): boolean;
  value(spec: number, at: Reading, ports: number): number;
}

/** How a name is read. */
export interface Reading {
  readonly direction: Direction;
  readonly bound: Bound;
}

const READINGS = 4;
/** More than there are numbers for the ports of rules. */
export const MOST_SPECS = 0x100_0000;

export function portSpecs(
  groups: PodGroups,
  profile: Profile,
  slots: Slots,
  values: PortValues,
): PortSpecs {
  const lists = intLists();
  const known: { readonly numbers: number; readonly names: readonly PortMatch[] }[] = [];
  const nameNumbers = new Map<string, number>();
  const example = new Map<number, number>();
  groups.portsOf.forEach((ports, group) => {
    if (!example.has(ports)) example.set(ports, group);
  });
  const form = new Scratch();
  const write = (port: PortMatch) => {
    const protocol = PROTOCOLS.indexOf(port.protocol);
    if (port.kind === 'range') {
      form.add(protocol);
      form.add(port.first);
      form.add(port.last);
      return;
    }
    const name = nameNumbers.get(port.name) ?? nameNumbers.size;
    nameNumbers.set(port.name, name);
    form.add(protocol + PROTOCOLS.length);
    form.add(name);
  };
  const named = (spec: number, { direction, bound }: Reading, ports: number): number => {
    const pod = groups.examples[example.get(ports) ?? -1];
    if (pod === undefined) return NONE;
    const isPeer = profile.assume['host-network-is-peer'];
    const seen = seenSlots(slots, isPeer);
    const among = direction === 'egress' && pod.hostNetwork ? seen : slots.all;
    const sidecars = profile.assume['sidecar-named-ports'];
    const counts = bound === 'certain' ? sidecars === true : sidecars !== false;
    const resolved = (known[spec]?.names ?? []).map((match) =>
      match.kind === 'named'
        ? pod.ports
            .filter(({ name, protocol }) => name === match.name && protocol === match.protocol)
            .filter(({ on }) => on === 'container' || counts)
            .map(({ protocol, port }) => portRange(protocol, port))
            .reduce(unionPorts, NO_PORTS)
        : NO_PORTS,
    );
    return values.of(resolved.reduce(unionPorts, NO_PORTS), among);
  };
  const memo = new Map<number, number>();
  const keyOf = (spec: number, { direction, bound }: Reading, ports: number): number => {
    const reading = (direction === 'egress' ? 2 : 0) + (bound === 'certain' ? 1 : 0);
    return (ports * READINGS + reading) * MOST_SPECS + spec;
  };
  return {
    number: (ports) => {
      form.clear();
      for (const port of ports) write(port);
      const number = form.internIn(lists);
      if (number === known.length) {
        known.push({
          numbers: values.of(numbersOf(ports), slots.all),
          names: ports.filter(({ kind }) => kind === 'named'),
        });
      }
      return number;
    },
    isPlain: (spec) => (known[spec]?.names ?? []).length === 0,
    value: (spec, at, ports) => {
      const of = known[spec];
      if (of === undefined || of.names.length === 0 || ports === NAMELESS)
        return of?.numbers ?? NONE;
      const key = keyOf(spec, at, ports);
      const found = memo.get(key) ?? values.union(of.numbers, named(spec, at, ports));
      memo.set(key, found);
      return found;
    },
  };
}

/** The slots in which a host-network pod is seen as a pod. */
function seenSlots(slots: Slots, isPeer: boolean | undefined): number {
  if (isPeer === undefined) return slots.seen;
  return isPeer ? slots.all : 0;
}

function numbersOf(ports: readonly PortMatch[]): PortSet {
  if (ports.length === 0) return ALL_PORTS;
  return ports
    .map((port) =>
      port.kind === 'range' ? portRange(port.protocol, port.first, port.last) : NO_PORTS,
    )
    .reduce(unionPorts, NO_PORTS);
}
