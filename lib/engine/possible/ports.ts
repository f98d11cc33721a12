import {
  ALL_PORTS,
  NO_PORTS,
  noPorts,
  once,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  portRange,
  samePorts,
  unionPorts,
} from '../../kernel';
import type { ContainerPort, Pod, PortMatch, Rule } from '../../model';
import { ALWAYS, allOf, type Conditions, NEVER } from './conditions';
import type { SearchEnd } from './ends';
import { seenAsPod } from './exemptions';
import type { FlowPorts, PortName } from './flow-box';
import type { Reading } from './reading';

/** The ways in which the port of a flow can match a rule: by number, or by each of its names. */
export function portsOf(reading: Reading, rule: Rule, to: SearchEnd): readonly Conditions[] {
  if (rule.ports.length === 0) return [ALWAYS];
  const numbers = numbersIn(rule);
  const names = rule.ports.filter((port) => port.kind === 'named');
  // Going out, the destination is a peer, which policies must be able to see.
  const seen = rule.direction === 'egress' ? seenAsPod(reading, to) : ALWAYS;
  return [
    ...(noPorts(numbers) ? [] : [byNumber(reading, numbers)]),
    ...names.flatMap((name) => byName(reading, name, to).map((each) => allOf([seen, each]))),
  ];
}

/** The same set each time: what is asked of it is remembered. */
const numbersIn = once(({ ports }: Rule) => ports.map(numbersOf).reduce(unionPorts, NO_PORTS));

function numbersOf(port: PortMatch): PortSet {
  return port.kind === 'named' ? NO_PORTS : portRange(port.protocol, port.first, port.last);
}

/** The ways in which a flow can be on one of these ports. */
export function onPorts(
  reading: Reading,
  { numbers, names }: FlowPorts,
  to: SearchEnd,
): readonly Conditions[] {
  return [
    ...(noPorts(numbers) ? [] : [byNumber(reading, numbers)]),
    ...names.flatMap((name) => byName(reading, name, to)),
  ];
}

function byNumber({ space }: Reading, numbers: PortSet): Conditions {
  return samePorts(numbers, ALL_PORTS) ? ALWAYS : [space.port(numbers)];
}

/** A pod that may come to exist gives its ports any name; a known one has given them. */
function byName(reading: Reading, name: PortName, to: SearchEnd): readonly Conditions[] {
  const { space } = reading;
  if (to.kind === 'outside') return [];
  if (to.kind === 'possible') {
    return [[space.port(portRange(name.protocol, PORT_MIN, PORT_MAX)), space.portName(name)]];
  }
  return (['container', 'sidecar'] as const).flatMap((on): readonly Conditions[] => {
    const numbers = declaredAs(name, to.pod, on);
    if (noPorts(numbers)) return [];
    const counts = on === 'container' ? ALWAYS : sidecarsCount(reading);
    return [allOf([counts, [space.port(numbers)]])];
  });
}

function declaredAs(name: PortName, pod: Pod, on: ContainerPort['on']): PortSet {
  return pod.ports
    .filter((port) => port.name === name.name && port.protocol === name.protocol)
    .filter((port) => port.on === on)
    .map(({ protocol, port }) => portRange(protocol, port))
    .reduce(unionPorts, NO_PORTS);
}

function sidecarsCount({ context, bound, purpose, space }: Reading): Conditions {
  const setting = context.profile.assume['sidecar-named-ports'];
  if (setting !== undefined) return setting ? ALWAYS : NEVER;
  if (bound === 'possible') return [space.sidecarNames];
  return purpose === 'excepting' ? ALWAYS : NEVER;
}
