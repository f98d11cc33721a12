import type { Meter, PlacedRule } from '../../../engine';
import {
  intersectAddresses,
  noAddresses,
  type Requirement,
  type Selector,
  selectsEverything,
} from '../../../kernel';
import { NAMESPACE_NAME_LABEL, type Peer, type PodPeer, type PortMatch } from '../../../model';

/** What it takes to compare two entries, measured in steps of a proof. */
export const COMPARISON = 1 / 32;

/**
 * The rules that may let through something that a rule does; none where some peer or port of it meets
 * none of theirs, and so is not covered. Judged quickly: only that one is left out is certain. None too
 * where the comparison takes longer than the meter allows.
 */
export function mayCover(
  placed: PlacedRule,
  others: readonly PlacedRule[],
  meter: Meter,
): readonly PlacedRule[] {
  const { rule, policy } = placed;
  const home = policy.namespace;
  const meetsPeer = (a: Peer, b: Peer) => peersMayMeet(home, a, b);
  const isAfforded = () => meter.steps <= meter.budget;
  const near = others.filter((other) => {
    if (!isAfforded()) return false;
    meter.steps += COMPARISON * comparisons(placed, other);
    return (
      isAfforded() &&
      selectorsMayMeet(policy.subject, other.policy.subject) &&
      listsMayMeet(rule.ports, other.rule.ports, portsMayMeet) &&
      listsMayMeet(rule.peers, other.rule.peers, meetsPeer)
    );
  });
  if (!isAfforded()) return [];
  const everyPeer = entries(rule.peers).every((peer) =>
    near.some((other) => listsMayMeet(peer, other.rule.peers, meetsPeer)),
  );
  const everyPort = entries(rule.ports).every((port) =>
    near.some((other) => listsMayMeet(port, other.rule.ports, portsMayMeet)),
  );
  return everyPeer && everyPort ? near : [];
}

function comparisons({ rule, policy }: PlacedRule, other: PlacedRule): number {
  return (
    1 +
    policy.subject.requirements.length * other.policy.subject.requirements.length +
    rule.ports.length * other.rule.ports.length +
    rule.peers.length * other.rule.peers.length
  );
}

/** Each entry as a list of its own; the empty list, which means everything, is one. */
function entries<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.length === 0 ? [[]] : list.map((entry) => [entry]);
}

function listsMayMeet<T>(
  one: readonly T[],
  other: readonly T[],
  mayMeet: (a: T, b: T) => boolean,
): boolean {
  if (one.length === 0 || other.length === 0) return true;
  return one.some((a) => other.some((b) => mayMeet(a, b)));
}

function portsMayMeet(a: PortMatch, b: PortMatch): boolean {
  if (a.protocol !== b.protocol) return false;
  // A name is a number of the destination's own choice.
  if (a.kind === 'named' || b.kind === 'named') return true;
  return a.first <= b.last && b.first <= a.last;
}

function peersMayMeet(home: string, a: Peer, b: Peer): boolean {
  if (a.kind === 'block' && b.kind === 'block') {
    return !noAddresses(intersectAddresses(a.addresses, b.addresses));
  }
  // A block may hold the address of a pod.
  if (a.kind === 'block' || b.kind === 'block') return true;
  return (
    selectorsMayMeet(a.pods ?? ANY, b.pods ?? ANY) &&
    selectorsMayMeet(namespacesOf(home, a), namespacesOf(home, b))
  );
}

const ANY: Selector = { requirements: [] };

function namespacesOf(home: string, { namespaces }: PodPeer): Selector {
  if (namespaces !== undefined) return namespaces;
  return { requirements: [{ key: NAMESPACE_NAME_LABEL, operator: 'In', values: [home] }] };
}

/** Whether some labels may match both selectors. */
export function selectorsMayMeet(one: Selector, other: Selector): boolean {
  if (selectsEverything(one) || selectsEverything(other)) return true;
  return !one.requirements.some((a) => other.requirements.some((b) => areApart(a, b)));
}

function areApart(a: Requirement, b: Requirement): boolean {
  if (a.key !== b.key || a.operator !== 'In' || b.operator !== 'In') return false;
  return !a.values.some((value) => b.values.includes(value));
}
