import {
  type AddressSet,
  coversAddresses,
  hasAddress,
  holds,
  type IpFamily,
  matches,
  noAddresses,
  noPorts,
  type PortSet,
  type Requirement,
  type Selector,
} from '../../kernel';
import { NAMESPACE_NAME_LABEL, type Pod } from '../../model';
import { type Home, nodeHome, type Profile, podHome } from '../../platform';
import type { GateContext } from '../gate';
import { type PortTruth, possible } from '../port-truth';
import { haveCommon, overFamily } from './address-parts';
import type { Bound, SearchEnd } from './ends';
import type { Literal } from './solve';
import type { Side, Space } from './space';

/** What must be chosen for something to hold: all of these literals, or no choice makes it hold. */
export type Conditions = readonly Literal[] | 'never';

/** What conditions are read under. */
export interface Reading {
  readonly space: Space;
  readonly context: GateContext;
  readonly bound: Bound;
  /**
   * What the conditions are for. Flows that may pass are excepted even where it is only possible
   * that they are meant: what may be excepted is not certain to break anything.
   */
  readonly purpose: 'passing' | 'excepting';
  /** The family that the flow uses; undefined where it is not known. */
  readonly family: IpFamily | undefined;
  /** In one namespace, both ends see the same labels of it. */
  readonly sharing: 'one-namespace' | 'two-namespaces';
}

export const ALWAYS: Conditions = [];
export const NEVER: Conditions = 'never';

/** All of several conditions. */
export function allOf(parts: readonly Conditions[]): Conditions {
  const literals: Literal[] = [];
  for (const part of parts) {
    if (part === 'never') return NEVER;
    literals.push(...part);
  }
  return literals;
}

function when(fact: boolean): Conditions {
  return fact ? ALWAYS : NEVER;
}

/** A truth that is the same for every port: what it is worth under this bound. */
export function under(bound: Bound, truth: PortTruth): Conditions {
  const ports: PortSet = bound === 'certain' ? truth.yes : possible(truth);
  return when(!noPorts(ports));
}

/** An assumption of the profile; one that it leaves open holds where flows are merely possible. */
export function assumed(bound: Bound, setting: boolean | undefined): Conditions {
  return when(setting ?? bound === 'possible');
}

/** The end is a pod whose labels a selector matches. */
export function podSelector(
  { space }: Reading,
  side: Side,
  end: SearchEnd,
  selector: Selector,
): Conditions {
  if (end.kind === 'outside') return NEVER;
  if (end.kind === 'known') return when(matches(selector, end.pod.labels));
  return selector.requirements.map((requirement) => space.podLabel(side, requirement));
}

/** The end is a pod in a namespace that a selector matches. */
export function namespaceSelector(
  reading: Reading,
  side: Side,
  end: SearchEnd,
  selector: Selector,
): Conditions {
  if (end.kind === 'outside') return NEVER;
  return allOf(
    selector.requirements.map((requirement) =>
      namespaceRequirement(reading, side, end, requirement),
    ),
  );
}

function namespaceRequirement(
  { space, bound, purpose, sharing }: Reading,
  side: Side,
  { place }: Exclude<SearchEnd, { kind: 'outside' }>,
  requirement: Requirement,
): Conditions {
  const { key, operator } = requirement;
  if (place.others === 'none' || place.known.has(key)) return when(holds(requirement, place.known));
  if (key === NAMESPACE_NAME_LABEL) {
    // Every name that somebody mentions has a place of its own, and every namespace has a name.
    return when(operator === 'NotIn' || operator === 'Exists');
  }
  // Labels that exist and are not told are no ground for being certain, either way.
  if (place.others === 'untold' && bound === 'certain') return when(purpose === 'excepting');
  return [space.namespaceLabel(sharing === 'one-namespace' ? 'from' : side, requirement)];
}

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
