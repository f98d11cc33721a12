import { matches } from '../../kernel';
import type { PodPeer, Policy, Rule } from '../../model';
import type { SearchEnd } from './ends';

/**
 * Whether a rule may name somebody at an end, by what is known of the end at once: its namespace, and
 * the labels of a known pod. Where it says no, no reading of the profile gives the rule a way there;
 * whom a block may name is left to those readings.
 */
export function mayName({ namespace }: Policy, { peers }: Rule, end: SearchEnd): boolean {
  if (peers.length === 0) return true;
  return peers.some((peer) => peer.kind === 'block' || mayBePeer(peer, namespace, end));
}

function mayBePeer({ namespaces, pods }: PodPeer, home: string, end: SearchEnd): boolean {
  if (end.kind === 'outside') return false;
  const { name, known, others } = end.place;
  const isThere =
    namespaces === undefined ? name === home : others !== 'none' || matches(namespaces, known);
  if (!isThere || pods === undefined || end.kind === 'possible') return isThere;
  return matches(pods, end.pod.labels);
}
