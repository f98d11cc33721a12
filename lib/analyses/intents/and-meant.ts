import { once } from '../../kernel';
import type { Cluster, Peer, Policy, Rule } from '../../model';
import type { Culprit } from '../../results';

/**
 * Whether a rule that lets too much through lists namespaces and pods as two peers: either is enough
 * then, and one dash less would have asked for both. The commonest slip there is.
 */
export function isAndMeant(cluster: Cluster, culprit: Culprit): boolean {
  const { rule, peer } = peerOf(cluster, culprit) ?? {};
  if (rule === undefined || peer === undefined) return false;
  const others = rule.peers.filter((each) => each !== peer);
  return (
    (isNamespacesAlone(peer) && others.some(isPodsAlone)) ||
    (isPodsAlone(peer) && others.some(isNamespacesAlone))
  );
}

function peerOf(
  cluster: Cluster,
  { direction, policy, path }: Culprit,
): { readonly rule: Rule; readonly peer: Peer | undefined } | undefined {
  const [, index, at] = /^\w+\[(\d+)\]\.(?:from|to)\[(\d+)\]$/.exec(path ?? '') ?? [];
  const found = policy === undefined ? undefined : firstNamed(cluster.policies).get(policy);
  const rule = found?.rules[direction][Number(index)];
  return rule && { rule, peer: rule.peers[Number(at)] };
}

/** Where several have one name, the first of them counts. */
const firstNamed = once(
  (policies: Cluster['policies']): ReadonlyMap<string, Policy> =>
    new Map(policies.map((each) => [`${each.namespace}/${each.name}`, each] as const).reverse()),
);

function isNamespacesAlone(peer: Peer): boolean {
  return peer.kind === 'pods' && peer.namespaces !== undefined && peer.pods === undefined;
}

function isPodsAlone(peer: Peer): boolean {
  return peer.kind === 'pods' && peer.namespaces === undefined && peer.pods !== undefined;
}
