import type { IConstruct } from 'constructs';
import {
  type AddressSet,
  addressesIn,
  coversAddresses,
  intersectAddresses,
  noAddresses,
  subtractAddresses,
} from '../../kernel/address-set';
import type { IpBlockSpec } from '../../kernel/network-policy';
import { DEFAULT_POD_CIDRS, METADATA_CIDRS } from '../../platform';
import { decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import type { ClusterRule } from './rules';

const METADATA = addressesIn(...METADATA_CIDRS);

/**
 * Checks that no rule denies pods by addresses unsaid: networks match traffic inside the cluster as
 * well, so that denying every address cuts every pod from every other.
 *
 * @throws {InvalidInputError} for a deny of blocks that hold pods, unless it names pods as well, or
 * an earlier rule lets all pods through
 */
export function checkCutPods(scope: IConstruct, rules: readonly ClusterRule<'egress'>[]): void {
  const spared = rules.findIndex(sparesPods);
  for (const [index, rule] of rules.entries()) {
    if (rule.action !== 'Deny' || (spared >= 0 && spared < index) || namesAllPods(rule)) continue;
    const cut = blocksOf(rule).find((block) => holdsPods(scope, leftOf(block)));
    if (cut === undefined) continue;
    const left = cut.except === undefined ? '' : ', without its exceptions,';
    decline({
      code: 'constructs/cuts-pods',
      message: `denying \`${cut.cidr}\`${left} also stops traffic between pods: networks match inside the cluster too`,
      help: 'deny internet() or smaller blocks, write pass(to(allNamespaces()).on(allPorts())) before it, name allNamespaces() beside it, or say where pods live in `podCidrs` of the profile',
    });
  }
}

function sparesPods(rule: ClusterRule<'egress'>): boolean {
  return rule.action !== 'Deny' && rule.matched.ports === 'all' && namesAllPods(rule);
}

function namesAllPods({ matched }: ClusterRule<'egress'>): boolean {
  if (matched.kind !== 'rule') return false;
  return matched.peers === 'any' || matched.peers.some(({ kind }) => kind === 'all-namespaces');
}

function blocksOf({ matched }: ClusterRule<'egress'>): readonly IpBlockSpec[] {
  if (matched.kind !== 'rule' || matched.peers === 'any') return [];
  return matched.peers.flatMap((peer) => (peer.kind === 'addresses' ? peer.blocks : []));
}

function leftOf({ cidr, except = [] }: IpBlockSpec): AddressSet {
  return subtractAddresses(addressesIn(cidr), addressesIn(...except));
}

/**
 * Whether addresses are those of pods of the profile. Where none are known: whether they are of one of
 * the ranges that pods live in and go beyond it, for one that is denied alone may be meant.
 */
function holdsPods(scope: IConstruct, denied: AddressSet): boolean {
  const meets = (range: AddressSet) => !noAddresses(intersectAddresses(denied, range));
  const known = profileOf(scope)?.podCidrs;
  // No pod lives where metadata is served, although ranges of pods may hold such addresses.
  if (known !== undefined) return meets(subtractAddresses(addressesIn(...known), METADATA));
  return DEFAULT_POD_CIDRS.map((cidr) => addressesIn(cidr)).some(
    (range) => meets(range) && !coversAddresses(range, denied),
  );
}
