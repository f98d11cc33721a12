import { once, selectsEverything } from '../../../kernel';
import type { PodPeer } from '../../../model';
import type { Examined } from '../check';
import { everyRuleThatCounts } from '../every-rule';
import { type PlacedPeer, peersOf } from './every-selector';
import type { KnownPod } from './known-pods';
import { namedBy, namespacesOf } from './named-by';
import { podsIn } from './pod-index';

/** Why two peers of a list look like one that a dash has cut in two. */
export type SplitSign =
  /** The pods with these labels run in the selected namespaces, and none in the policy's own. */
  | 'pods-are-there'
  /** The selected namespaces hold the policy's own, so that the other peer adds nothing. */
  | 'adds-nothing'
  /** They stand one after the other, and nothing known tells which is meant. */
  | 'side-by-side';

/** A peer of a namespaceSelector alone, and one of a podSelector alone in the same list. */
export interface SplitPeers {
  readonly namespaces: PlacedPeer;
  readonly pods: PlacedPeer;
  readonly sign: SplitSign;
  /** The known pods of the selected namespaces: all of them get in. */
  readonly admitted: readonly KnownPod[];
  /** Those of them that one peer with both selectors would name. */
  readonly meant: readonly KnownPod[];
}

/** Peers that were likely meant as one: both selectors at once. */
export const splitPeers: (examined: Examined) => readonly SplitPeers[] = once((examined) =>
  everyRuleThatCounts(examined).flatMap(({ policy, rule }) => {
    const peers = peersOf(policy, rule);
    const [namespaces, ...furtherNamespaces] = peers.filter(({ peer }) => isOfNamespaces(peer));
    const [pods, ...furtherPods] = peers.filter(({ peer }) => isOfPods(peer));
    // Several of a kind are a list that somebody wrote as one.
    if (namespaces === undefined || pods === undefined) return [];
    if (furtherNamespaces.length > 0 || furtherPods.length > 0) return [];
    const split = judge(examined, namespaces, pods);
    return split === undefined ? [] : [split];
  }),
);

function isOfNamespaces({ namespaces, pods }: PodPeer): boolean {
  return namespaces !== undefined && pods === undefined;
}

function isOfPods({ namespaces, pods }: PodPeer): boolean {
  return namespaces === undefined && pods !== undefined && !selectsEverything(pods);
}

function judge(
  examined: Examined,
  namespaces: PlacedPeer,
  pods: PlacedPeer,
): SplitPeers | undefined {
  const { policy, peer } = namespaces;
  const { certain, possible } = namespacesOf(examined, policy, peer);
  const admitted = namedBy(examined, policy, peer).certain;
  const meant = namedBy(examined, policy, { ...peer, pods: pods.peer.pods }).certain;
  const local = namedBy(examined, policy, pods.peer).certain;
  const sign = (): SplitSign | undefined => {
    if (certain.includes(policy.namespace)) return 'adds-nothing';
    const here = podsIn(examined, policy.namespace).pods.length > 0;
    if (here && local.length === 0 && meant.length > 0) return 'pods-are-there';
    const there = possible.some(
      (name) => name !== policy.namespace && podsIn(examined, name).pods.length > 0,
    );
    // Where pods of both are known and none of the others has the labels, one peer would name nobody.
    if (meant.length === 0 && (there || local.length > 0)) return undefined;
    return isDirectlyBefore(namespaces, pods) ? 'side-by-side' : undefined;
  };
  const found = sign();
  return found === undefined ? undefined : { namespaces, pods, sign: found, admitted, meant };
}

function isDirectlyBefore(first: PlacedPeer, second: PlacedPeer): boolean {
  const [a, b] = [first, second].map(({ path }) => Number(path.at(-1)));
  return a !== undefined && b === a + 1;
}
