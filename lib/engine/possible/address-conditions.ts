import { type AddressSet, coversAddresses, hasAddress, noAddresses } from '../../kernel';
import type { Pod } from '../../model';
import { type Home, nodeHome, type Profile, podHome } from '../../platform';
import { haveCommon, overFamily } from './address-parts';
import { ALWAYS, allOf, assumed, type Conditions, NEVER, under, when } from './conditions';
import type { SearchEnd } from './ends';
import type { Reading } from './reading';
import type { Side } from './space';

/** The end is named by a block of a rule. */
export function inBlock(
  reading: Reading,
  side: Side,
  end: SearchEnd,
  block: AddressSet,
): Conditions {
  const { space, bound, context, family } = reading;
  if (end.kind === 'outside') return [space.address(side, block)];
  const mine = overFamily(block, family);
  if (end.kind === 'known' && !hasOpenAddress(end.pod)) {
    const flowEnd = { kind: 'pod', pod: end.pod } as const;
    const told = under(bound, context.peers({ pods: [], blocks: block }, '', flowEnd, family));
    const isTold = end.pod.addresses.length > 0 || bound === 'certain';
    return isTold ? told : allOf([told, addressOf(reading, side, end, mine)]);
  }
  return allOf([
    assumed(bound, context.profile.assume['ip-block-matches-pods']),
    addressOf(reading, side, end, mine),
  ]);
}

/** The address of a pod that may have any address of its home is among these. */
function addressOf(
  { space, bound, context: { profile } }: Reading,
  side: Side,
  end: SearchEnd,
  block: AddressSet,
): Conditions {
  const home = homeOf(end, profile);
  if (!haveCommon(block, home.possible)) return NEVER;
  if (bound === 'possible' || isDeclared(end, profile)) return [space.address(side, block)];
  return when(coversHome(home, block));
}

function coversHome(home: Home, block: AddressSet): boolean {
  return home.whole.some((part) => coversAddresses(block, part));
}

/** Only in a declared network is it certain that every address may be a pod's, or a node's. */
function isDeclared(end: SearchEnd, { podCidrs, nodeCidrs }: Profile): boolean {
  return (isOnHost(end) ? nodeCidrs : podCidrs) !== undefined;
}

/** The end has one of these addresses, whatever a plugin makes of blocks and pods. */
export function hasAddressIn(
  reading: Reading,
  side: Side,
  end: SearchEnd,
  addresses: AddressSet,
): Conditions {
  const { space, bound, purpose, family } = reading;
  const { profile } = reading.context;
  if (end.kind === 'outside') return [space.address(side, addresses)];
  if (end.kind === 'known' && end.pod.addresses.length > 0) {
    const own = end.pod.addresses.filter((each) => (family ?? each.family) === each.family);
    return when(own.some((address) => hasAddress(addresses, address)));
  }
  const home = homeOf(end, profile);
  if (!haveCommon(addresses, home.possible)) return NEVER;
  if (bound === 'possible' || isDeclared(end, profile)) return [space.address(side, addresses)];
  return when(purpose === 'excepting' || coversHome(home, addresses));
}

/** Where the unknown address of a pod can lie: that of a host-network pod is its node's. */
function homeOf(end: SearchEnd, profile: Profile): Home {
  return isOnHost(end) ? nodeHome(profile) : podHome(profile);
}

function isOnHost(end: SearchEnd): boolean {
  return end.kind === 'known' && end.pod.hostNetwork;
}

/** Whether a pod may turn out to have any address of the pod network. */
export function hasOpenAddress(pod: Pod): boolean {
  return !pod.hostNetwork && pod.addresses.length === 0;
}

/** What holds of every pod whose address is not known: it lives where pods live, or where nodes do. */
export function atHome(reading: Reading, side: Side, end: SearchEnd): Conditions {
  const { space, family } = reading;
  const { profile } = reading.context;
  if (end.kind === 'outside') return ALWAYS;
  if (end.kind === 'known' && end.pod.addresses.length > 0) return ALWAYS;
  const { possible: home } = homeOf(end, profile);
  const mine = overFamily(home, family);
  return noAddresses(mine) ? ALWAYS : [space.address(side, mine)];
}
