import {
  type AddressSet,
  ANY_IP,
  intersectAddresses,
  noAddresses,
  subtractAddresses,
} from '../kernel';
import type { Policy } from './policy';

/**
 * Cuts all addresses of both families into the fewest sets that no block of these policies tells
 * apart, plus `extra` sets that a question wants kept apart. Together they are every address.
 */
export function addressClasses(
  policies: readonly Policy[],
  extra: readonly AddressSet[] = [],
): readonly AddressSet[] {
  let classes: readonly AddressSet[] = [ANY_IP];
  for (const block of [...blocksOf(policies), ...extra]) {
    classes = classes
      .flatMap((part) => [intersectAddresses(part, block), subtractAddresses(part, block)])
      .filter((part) => !noAddresses(part));
  }
  return classes;
}

function blocksOf(policies: readonly Policy[]): readonly AddressSet[] {
  const blocks = new Map<string, AddressSet>();
  for (const policy of policies) {
    for (const rule of [...policy.rules.ingress, ...policy.rules.egress]) {
      for (const peer of rule.peers) {
        if (peer.kind === 'block') blocks.set(`${peer.cidr}-${peer.except.join()}`, peer.addresses);
      }
    }
  }
  return [...blocks.values()];
}
