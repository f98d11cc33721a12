import { compile } from '../../../../engine';
import {
  coversAddresses,
  DIRECTIONS,
  type Direction,
  noPorts,
  type PortSet,
  subtractPorts,
  toPortRanges,
  unionPorts,
} from '../../../../kernel';
import type { Cluster, FlowEnd } from '../../../../model';
import type { OpenedFlow } from '../../../../results';
import { addressEnds } from '../../address-ends';
import { podEnds } from '../../workload-endpoints';
import type { Candidate, ClosedGate } from './candidate';

/** More pairs than this are not looked at: an explanation takes no longer than an answer. */
const MOST_PAIRS = 4_000;

interface End {
  readonly id: string;
  readonly before: readonly FlowEnd[];
}

/**
 * What else could pass a gate after a change, as far as it can: the other gate of each flow is left
 * out, because the next change may open it. A label counts at both ends, and in every namespace.
 * Undefined where there is too much to look at.
 */
export function alsoOpens(closed: ClosedGate, after: Candidate): readonly OpenedFlow[] | undefined {
  const pods = podEndsOf(closed.cluster);
  const isLabel = after.change.kind === 'label';
  const subjects = isLabel ? pods : pods.filter((end) => isInNamespace(end, closed));
  const others = isLabel
    ? pods.filter(({ before }) => before.some((end) => isLabelled(end, closed)))
    : [...pods, ...addressEndsOf(closed, after)];
  if (others.length === 0 || subjects.length * others.length > MOST_PAIRS) return undefined;
  const directions = isLabel ? DIRECTIONS : [closed.gate.direction];
  return directions.flatMap((direction) => {
    const opened = openedBy(closed, after, direction);
    return subjects.flatMap((subject) => others.flatMap((other) => opened(subject, other)));
  });
}

function podEndsOf(cluster: Cluster): readonly End[] {
  return podEnds(cluster, 'workload').map(({ endpoint, pods: [first, second] }) => ({
    id: endpoint.id,
    before: [first, second ?? first].map((pod) => ({ kind: 'pod', pod })),
  }));
}

/** The addresses, cut as finely as before and after the change. */
function addressEndsOf({ cluster }: ClosedGate, after: Candidate): readonly End[] {
  const both = { ...cluster, policies: [...cluster.policies, ...after.cluster.policies] };
  return addressEnds(both).map(({ endpoint, addresses }) => ({
    id: endpoint.id,
    before: [{ kind: 'addresses', addresses }],
  }));
}

/** What the gates of one direction let through after a change and not before. */
function openedBy(
  closed: ClosedGate,
  after: Candidate,
  direction: Direction,
): (subject: End, other: End) => readonly OpenedFlow[] {
  const old = compile(oneWay(closed.cluster, direction), closed.profile);
  const now = compile(oneWay(after.cluster, direction), closed.profile);
  return (subject, other) => {
    const ends = directed(direction, subject, other);
    const pair = pairOf(...ends);
    if (pair === undefined) return [];
    const was = old.connection(...pair);
    const [from, to] = pair;
    const is = now.connection(relabelled(from, closed, after), relabelled(to, closed, after));
    const opened = unionPorts(
      subtractPorts(is.allowed, was.allowed),
      subtractPorts(is.undecided, unionPorts(was.undecided, was.allowed)),
    );
    const asked = direction === closed.gate.direction && isAsked(subject, other, closed);
    const beside = asked ? subtractPorts(opened, closed.ports) : opened;
    return noPorts(beside) ? [] : [flowOf(ends, beside)];
  };
}

function isInNamespace({ before: [end] }: End, { gate: { subject } }: ClosedGate): boolean {
  if (end?.kind !== 'pod' || subject.kind !== 'pod') return false;
  return end.pod.namespace === subject.pod.namespace;
}

/** Only the gates of one direction: what isolates in the other does not count here. */
function oneWay(cluster: Cluster, direction: Direction): Cluster {
  const policies = cluster.policies.map((policy) => ({
    ...policy,
    isolates: policy.isolates.filter((each) => each === direction),
  }));
  return { ...cluster, policies };
}

function directed(direction: Direction, subject: End, other: End): readonly [End, End] {
  return direction === 'egress' ? [subject, other] : [other, subject];
}

/** Two ends; of one workload two of its pods, and none for a single pod. */
function pairOf(from: End, to: End): readonly [FlowEnd, FlowEnd] | undefined {
  const [source] = from.before;
  const destination = from === to ? to.before[1] : to.before[0];
  if (source === undefined || destination === undefined) return undefined;
  const isAlone = source.kind === 'pod' && source.pod.stands === 'for-one-pod';
  if (from === to && isAlone && destination.kind === 'pod' && destination.pod === source.pod) {
    return undefined;
  }
  return [source, destination];
}

function relabelled(end: FlowEnd, closed: ClosedGate, after: Candidate): FlowEnd {
  if (end.kind !== 'pod' || after.other.kind !== 'pod' || !isLabelled(end, closed)) return end;
  return { kind: 'pod', pod: { ...end.pod, labels: after.other.pod.labels } };
}

/** Whether an end is the one that a label would be put on. */
function isLabelled(end: FlowEnd, { other }: ClosedGate): boolean {
  return (
    end.kind === 'pod' &&
    other.kind === 'pod' &&
    end.pod.labels === other.pod.labels &&
    end.pod.name === other.pod.name &&
    end.pod.namespace === other.pod.namespace
  );
}

/** The pair itself, or a part of the addresses that were asked about. */
function isAsked(subject: End, other: End, closed: ClosedGate): boolean {
  if (subject.id !== closed.subject) return false;
  const [end] = other.before;
  return end?.kind === 'addresses' && closed.other.kind === 'addresses'
    ? coversAddresses(closed.other.addresses, end.addresses)
    : other.id === closed.otherId;
}

function flowOf([from, to]: readonly [End, End], ports: PortSet): OpenedFlow {
  return { from: from.id, to: to.id, ports: toPortRanges(ports) };
}
