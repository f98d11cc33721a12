import {
  type AddressSet,
  formatCidr,
  intersectAddresses,
  noAddresses,
  toCidrs,
} from '../../kernel';
import { addressClasses, type Cluster } from '../../model';
import type { AddressEndpoint } from '../../results';

/** An endpoint of an answer together with the addresses behind it. */
export interface AddressEnd {
  readonly endpoint: AddressEndpoint;
  readonly addresses: AddressSet;
}

/**
 * All addresses of both families, or those of `within`, cut into the fewest sets that no policy of
 * the cluster tells apart, in ascending order.
 */
export function addressEnds(cluster: Cluster, within?: AddressSet): readonly AddressEnd[] {
  return addressClasses(cluster.policies)
    .map((part) => (within === undefined ? part : intersectAddresses(part, within)))
    .filter((part) => !noAddresses(part))
    .sort(byFirstAddress)
    .map(addressEnd);
}

/** The end that stands for these addresses. */
export function addressEnd(addresses: AddressSet): AddressEnd {
  const cidrs = toCidrs(addresses).map(formatCidr);
  return { addresses, endpoint: { id: cidrs[0] ?? '', kind: 'ip', cidrs } };
}

function byFirstAddress(a: AddressSet, b: AddressSet): number {
  const [first, second] = [a, b].map(
    (set) => [...set[4].map(([x]) => [4, x] as const), ...set[6].map(([x]) => [6, x] as const)][0],
  );
  if (first === undefined || second === undefined) return 0;
  if (first[0] !== second[0]) return first[0] - second[0];
  return first[1] < second[1] ? -1 : 1;
}
