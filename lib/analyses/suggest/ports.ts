import { EVERY_PORT, type FlowPorts, type PortName } from '../../engine';
import {
  ALL_PORTS,
  intersectPorts,
  NO_PORTS,
  noPorts,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  type PortSpec,
  PROTOCOLS,
  portRange,
  samePorts,
  subtractPorts,
  unionPorts,
} from '../../kernel';
import type { PortMatch } from '../../model';

/** The ports of a rule: no entry means every port. */
export function portsOfRule(ports: readonly PortMatch[]): FlowPorts {
  if (ports.length === 0) return EVERY_PORT;
  return {
    numbers: ports
      .map((port) =>
        port.kind === 'named' ? NO_PORTS : portRange(port.protocol, port.first, port.last),
      )
      .reduce(unionPorts, NO_PORTS),
    names: ports.flatMap((port) =>
      port.kind === 'named' ? [{ protocol: port.protocol, name: port.name }] : [],
    ),
  };
}

export function isEveryPort({ numbers }: FlowPorts): boolean {
  return samePorts(numbers, ALL_PORTS);
}

export function isNoPort({ numbers, names }: FlowPorts): boolean {
  return noPorts(numbers) && names.length === 0;
}

/** Which numbers known destinations give a name. */
export type NumbersOf = (name: PortName) => PortSet;

/**
 * The ports that two gates let pass. A name at one gate and numbers at the other meet in the numbers
 * that known pods give the name.
 */
export function bothPorts(a: FlowPorts, b: FlowPorts, numbersOf: NumbersOf): FlowPorts {
  const shared = a.names.filter((name) => b.names.some((other) => sameName(name, other)));
  const meeting = (names: readonly PortName[], { numbers }: FlowPorts): PortSet =>
    names
      .filter((name) => !isWhole(name, numbers))
      .map((name) => intersectPorts(numbersOf(name), numbers))
      .reduce(unionPorts, NO_PORTS);
  const whole = [
    ...a.names.filter((name) => isWhole(name, b.numbers)),
    ...b.names.filter((name) => isWhole(name, a.numbers)),
  ];
  const numbers = [intersectPorts(a.numbers, b.numbers), meeting(a.names, b), meeting(b.names, a)];
  return {
    numbers: numbers.reduce(unionPorts),
    names: uniqueNames([...shared, ...whole]),
  };
}

/** Whether every port that a name can stand for is among these. */
function isWhole({ protocol }: PortName, numbers: PortSet): boolean {
  return noPorts(subtractPorts(portRange(protocol, PORT_MIN, PORT_MAX), numbers));
}

export function eitherPorts(a: FlowPorts, b: FlowPorts): FlowPorts {
  const numbers = unionPorts(a.numbers, b.numbers);
  const names = uniqueNames([...a.names, ...b.names]);
  return { numbers, names: names.filter((name) => !isWhole(name, numbers)) };
}

/** Whether all ports of `part` are surely among those of `whole`. */
export function coversPorts(whole: FlowPorts, part: FlowPorts): boolean {
  return (
    noPorts(subtractPorts(part.numbers, whole.numbers)) &&
    part.names.every(
      (name) => isWhole(name, whole.numbers) || whole.names.some((each) => sameName(each, name)),
    )
  );
}

function sameName(a: PortName, b: PortName): boolean {
  return a.name === b.name && a.protocol === b.protocol;
}

function uniqueNames(names: readonly PortName[]): readonly PortName[] {
  return names.filter((name, at) => names.findIndex((each) => sameName(each, name)) === at);
}

/** Ports as an intent says them; undefined for every port. */
export function portSpecs(ports: FlowPorts): readonly PortSpec[] | undefined {
  if (isEveryPort(ports)) return undefined;
  const numbers = PROTOCOLS.flatMap((protocol) =>
    ports.numbers[protocol].map(([first, last]): PortSpec => {
      if (first === PORT_MIN && last === PORT_MAX) return { protocol };
      return { protocol, port: first, ...(first !== last && { endPort: last }) };
    }),
  );
  return [...numbers, ...ports.names.map(({ protocol, name }) => ({ protocol, port: name }))];
}
