import { overFamily, type PassingFlow, type PossiblePods } from '../../../engine';
import type { Direction } from '../../../kernel';
import { nodeHome, podHome } from '../../../platform';

/**
 * Whether such a flow passes wherever the known pod turns out to be: a search may choose the address
 * of a pod that does not exist, and that of a known one is not known to be what it would choose.
 */
export function isWhereverSubjectIs(
  { space, context: { profile } }: PossiblePods,
  { domains, family, ends }: PassingFlow,
  direction: Direction,
): boolean {
  const side = direction === 'egress' ? 'from' : 'to';
  const end = ends[side];
  if (end.kind !== 'known' || end.pod.addresses.length > 0) return true;
  const { possible } = end.pod.hostNetwork ? nodeHome(profile) : podHome(profile);
  const { values } = space.address(side, overFamily(possible, family));
  return (values & ~(domains[space.variables.address[side]] ?? 0n)) === 0n;
}
