import type { IConstruct } from 'constructs';
import {
  addressesIn,
  coversAddresses,
  intersectAddresses,
  noAddresses,
} from '../../kernel/address-set';
import { DEFAULT_POD_CIDRS } from '../../platform';
import { decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import type { ClusterRule } from './rules';

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
    const cut = blocksOf(rule).find((cidr) => holdsPods(scope, cidr));
    if (cut === undefined) continue;
    decline({
      code: 'constructs/cuts-pods',
      message: `denying \`${cut}\` also stops traffic between pods: networks match inside the cluster too`,
      help: 'deny internet() or smaller blocks, write pass(to(allNamespaces()).on(allPorts())) before it, or name allNamespaces() beside it',
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

/** The blocks that have no exceptions: what exceptions leave is said to be meant. */
function blocksOf({ matched }: ClusterRule<'egress'>): readonly string[] {
  if (matched.kind !== 'rule' || matched.peers === 'any') return [];
  return matched.peers.flatMap((peer) =>
    peer.kind === 'addresses'
      ? peer.blocks.flatMap(({ cidr, except }) => (except === undefined ? [cidr] : []))
      : [],
  );
}

/** Whether a block holds pods of the profile; where none are known, whether it is more than one private range. */
function holdsPods(scope: IConstruct, cidr: string): boolean {
  const block = addressesIn(cidr);
  const known = profileOf(scope)?.podCidrs;
  if (known !== undefined) {
    return !noAddresses(intersectAddresses(block, addressesIn(...known)));
  }
  return DEFAULT_POD_CIDRS.some(
    (range) =>
      coversAddresses(block, addressesIn(range)) && !coversAddresses(addressesIn(range), block),
  );
}
