import type { FlowPorts, PortName } from '../../engine';
import {
  compareText,
  type Direction,
  groupBy,
  type IntentEndpoint,
  NO_PORTS,
  type PortSet,
  portRange,
  type StatedFlow,
  unionPorts,
} from '../../kernel';
import type { Cluster } from '../../model';
import { covers, endOf, intersect, minus } from './ends';
import type { Gates, Opening } from './gates';
import { bothPorts, coversPorts, isNoPort, portSpecs } from './ports';

/** A flow that may be worth stating, and the policies that let it through. */
export interface Flow {
  readonly from: IntentEndpoint;
  readonly to: IntentEndpoint;
  readonly ports: FlowPorts;
  readonly policies: readonly string[];
}

const OTHER: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' };

/** The flow that one peer of a rule opens. */
export function wholeFlow(direction: Direction, opening: Opening): Flow {
  const { subject, peer, ports, policy } = opening;
  return flowAlong(direction, endOf(subject), peer, { ports, policies: [policy] });
}

function flowAlong(
  direction: Direction,
  subject: IntentEndpoint,
  peer: IntentEndpoint,
  rest: Pick<Flow, 'ports' | 'policies'>,
): Flow {
  const ends = { ingress: { from: peer, to: subject }, egress: { from: subject, to: peer } };
  return { ...ends[direction], ...rest };
}

/**
 * The parts of a flow that the gate at the other end lets through: from or to whom it does not
 * isolate, and where one of its rules meets this one.
 */
export function partsOf(
  cluster: Cluster,
  gates: Gates,
  direction: Direction,
  opening: Opening,
): readonly Flow[] {
  const { subject, peer, ports, policy } = opening;
  const other = gates[OTHER[direction]];
  const own = endOf(subject);
  const free = [
    ...minus(cluster, peer, other.isolated),
    ...other.open.flatMap((region) => {
      const met = intersect(cluster, peer, region);
      return met === undefined ? [] : [endOf(met)];
    }),
  ].map((end) => flowAlong(direction, own, end, { ports, policies: [policy] }));
  const met = other.openings.flatMap((each): readonly Flow[] => {
    const [near, far] = [
      intersect(cluster, each.peer, subject),
      intersect(cluster, peer, each.subject),
    ];
    if (near === undefined || far === undefined) return [];
    const destination = direction === 'ingress' ? near.namespace : far.namespace;
    const both = bothPorts(ports, each.ports, numbersIn(cluster, destination));
    if (isNoPort(both)) return [];
    const policies = [policy, each.policy].sort(compareText);
    return [flowAlong(direction, endOf(near), endOf(far), { ports: both, policies })];
  });
  return [...free, ...met];
}

/** What the known pods of a namespace mean by the name of a port. */
function numbersIn({ workloads }: Cluster, namespace: string): (name: PortName) => PortSet {
  return ({ name, protocol }) =>
    workloads
      .filter((workload) => workload.namespace === namespace)
      .flatMap(({ pods }) => pods.flatMap((pod) => pod.ports))
      .filter((port) => port.name === name && port.protocol === protocol)
      .map(({ port }) => portRange(protocol, port))
      .reduce(unionPorts, NO_PORTS);
}

/** A flow as an intent states it. */
export function stated({ from, to, ports }: Flow): StatedFlow {
  const specs = portSpecs(ports);
  return { from: [from], to: [to], ...(specs !== undefined && { ports: specs }) };
}

/**
 * The flows, equal ones as one by all their policies; with `covered`, without those that are part of
 * another one.
 */
export function widestFlows(flows: readonly Flow[], drop: 'equal' | 'covered'): readonly Flow[] {
  const same = groupBy(flows, (flow) => JSON.stringify(stated(flow)));
  const distinct = [...same.values()].flatMap((group) => {
    const [first] = group;
    const policies = new Set(group.flatMap((flow) => flow.policies));
    return first === undefined ? [] : [{ ...first, policies: [...policies].sort(compareText) }];
  });
  if (drop === 'equal') return distinct;
  return distinct.filter((flow, index) =>
    distinct.every(
      (other, at) => at === index || !isPart(flow, other) || (isPart(other, flow) && index < at),
    ),
  );
}

function isPart(part: Flow, whole: Flow): boolean {
  return (
    covers(whole.from, part.from) &&
    covers(whole.to, part.to) &&
    coversPorts(whole.ports, part.ports)
  );
}
