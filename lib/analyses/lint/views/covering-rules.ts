import type { PlacedRule } from '../../../engine';
import { asksNoMore, containsPeer } from './contained';

/**
 * Whether one rule certainly counts for all pods and all peers of another, by what is written. Ports
 * are not compared.
 */
export function covers(one: PlacedRule, other: PlacedRule): boolean {
  return (
    one.policy.namespace === other.policy.namespace &&
    one.rule.direction === other.rule.direction &&
    one.policy.isolates.includes(one.rule.direction) &&
    asksNoMore(one.policy.subject, other.policy.subject) &&
    containsPeers(one.rule, other.rule)
  );
}

function containsPeers({ peers: outer }: PlacedRule['rule'], inner: PlacedRule['rule']): boolean {
  if (outer.length === 0) return true;
  const isContained = (peer: (typeof outer)[number]) =>
    outer.some((each) => containsPeer(each, peer));
  return inner.peers.length > 0 && inner.peers.every(isContained);
}
