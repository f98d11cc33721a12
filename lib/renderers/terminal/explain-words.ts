import type { Direction, VerdictWord } from '../../kernel';
import type { GateExplanation, PolicyRef, Predicate } from '../../results';
import type { Span } from './line';

/** A verdict as a person finds it on a page: in capitals, and in colour where there is any. */
export const VERDICT_SPANS: Readonly<Record<VerdictWord, Span>> = {
  allowed: { text: 'ALLOWED', tone: 'allowed' },
  denied: { text: 'DENIED', tone: 'denied' },
  undecided: { text: 'UNDECIDED', tone: 'undecided' },
};

/** What `kubectl describe networkpolicy` says of a rule without peers. */
export const ANY_PEER: Readonly<Record<Direction, string>> = {
  ingress: 'from <any> (traffic not restricted by source)',
  egress: 'to <any> (traffic not restricted by destination)',
};

/** What `kubectl describe networkpolicy` says of a rule without ports. */
export const ANY_PORT = 'port <any> (traffic allowed to all ports)';

/** What `kubectl describe networkpolicy` says of a policy that isolates and allows nothing. */
export function isolatesOnly(direction: Direction): string {
  return `<none> (Selected pods are isolated for ${direction} connectivity)`;
}

/** What `kubectl describe networkpolicy` says of a direction that a policy leaves alone. */
export function notAffecting(direction: Direction, subject: string): string {
  return `Not affecting ${direction} traffic (no policy isolates ${subject} for ${direction})`;
}

/** Why a gate stands open although policies might close it. */
export function exemptionText(
  exemption: NonNullable<GateExplanation['exemption']>,
  subject: string,
): string {
  switch (exemption) {
    case 'not-a-pod':
      return `${subject} is outside the cluster: policies govern pods only`;
    case 'not-enforced':
      return 'by its profile, this cluster does not enforce NetworkPolicy';
    case 'from-own-node':
      return `traffic from the node that runs ${subject} is always allowed`;
    case 'to-own-node':
      return `by its profile, traffic from ${subject} to its own node is not policed`;
  }
}

/** Which pods a policy governs, with their namespace. */
export function selectsText({ selects, id }: PolicyRef): string {
  if (selects !== '<none>') return `selects ${selects}`;
  return `selects all pods of namespace ${id.slice(0, id.indexOf('/'))}`;
}

/** Why policies that select a pod leave it open. */
export function notGoverned(subject: string): string {
  return `by its profile, this cluster isolates no host-network pods, and ${subject} is one`;
}

/** What the flow has in place of what a rule wants. */
export function hasText({ on, has }: Predicate, other: string, ports: string): string {
  switch (on) {
    case 'namespace':
      return `${other} is in namespace ${has}`;
    case 'port':
      return `asked for ${ports}`;
    case 'podSelector':
      return `${other} has ${has}`;
    case 'ipBlock':
      // What is called by its address needs no saying that it has it.
      return has.startsWith(`${other}, `)
        ? `${other} is ${has.slice(other.length + 2)}`
        : `${other} is ${has}`;
    case 'host-network':
      return `${other} is ${has}`;
  }
}
