import { once, type Selector, selectsEverything } from '../../../kernel';
import type { Peer, Policy, Rule } from '../../../model';

/** A rule and the policy that holds it. */
export interface HeldRule {
  readonly policy: Policy;
  readonly rule: Rule;
}

/**
 * Whether one rule certainly counts for all pods and all peers of another, by what is written: the same
 * selectors, or ones that ask for nothing. Ports are not compared.
 */
export function covers(one: HeldRule, other: HeldRule): boolean {
  return (
    one.policy.namespace === other.policy.namespace &&
    one.rule.direction === other.rule.direction &&
    one.policy.isolates.includes(one.rule.direction) &&
    isWider(one.policy.subject, other.policy.subject) &&
    hasPeersOf(one.rule, other.rule)
  );
}

function hasPeersOf(one: Rule, other: Rule): boolean {
  if (one.peers.length === 0) return true;
  const peers = new Set(one.peers.map(peerText));
  return other.peers.length > 0 && other.peers.every((peer) => peers.has(peerText(peer)));
}

function isWider(one: Selector, other: Selector): boolean {
  return selectsEverything(one) || selectorText(one) === selectorText(other);
}

const selectorText = once(({ requirements }: Selector): string =>
  JSON.stringify(
    requirements.map(({ key, operator, values }) => [key, operator, [...values].sort()]),
  ),
);

const peerText = once((peer: Peer): string => {
  if (peer.kind === 'block') return JSON.stringify([peer.cidr, [...peer.except].sort()]);
  const text = (selector: Selector | undefined) =>
    selector === undefined ? '' : selectorText(selector);
  return `${text(peer.namespaces)} ${text(peer.pods)}`;
});
