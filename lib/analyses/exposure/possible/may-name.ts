import { type PossiblePods, placesUnder } from '../../../engine';
import type { Direction } from '../../../kernel';
import type { Peer, Pod } from '../../../model';
import { isolating, standingOf } from '../../shared/isolation';
import type { Place } from './place';

/**
 * The places of which the gate of a pod may let anybody through: a glance at the namespaces that its
 * rules name, which spares a search almost everywhere. It may name places where a search finds nobody.
 */
export function mayLetThrough(
  pods: PossiblePods,
  direction: Direction,
): (pod: Pod) => ReadonlySet<Place> | 'anywhere' {
  const { cluster, context, placeNamed } = pods;
  const { profile } = context;
  const selected = placesUnder(pods.places);
  const namedBy = (peer: Peer, pod: Pod): ReadonlySet<Place> => {
    if (peer.kind === 'pods' && peer.namespaces !== undefined) return selected(peer.namespaces);
    const own = placeNamed(pod.namespace);
    return new Set(own === undefined ? [] : [own]);
  };
  return (pod) => {
    const isClosable =
      !pod.hostNetwork && standingOf(cluster, profile, pod, direction) === 'isolated';
    if (!isClosable || profile.assume.enforces === undefined) return 'anywhere';
    const rules = isolating(cluster, pod, direction).flatMap(({ rules }) => rules[direction]);
    const peers = rules.flatMap((rule) => rule.peers);
    const isOpen = rules.some((rule) => rule.peers.length === 0 || rule.peers.some(isBlock));
    if (isOpen) return 'anywhere';
    return new Set(peers.flatMap((peer) => [...namedBy(peer, pod)]));
  };
}

function isBlock({ kind }: Peer): boolean {
  return kind === 'block';
}
