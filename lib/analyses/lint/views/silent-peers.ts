import { groupBy, once, type Selector } from '../../../kernel';
import { platformOfNamespace } from '../../../platform';
import type { Examined } from '../check';
import { type Carrier, carriersOf } from './carriers';
import { contradictionIn } from './contradiction';
import { everyPodPeer, type PlacedPeer, peersOf } from './every-selector';
import type { KnownPod } from './known-pods';
import { namedBy, namespacesOf } from './named-by';
import { type NearLabel, neverTogether, slipIn } from './near-labels';
import { type PodIndex, podsAnywhere, podsInAll, selectedFrom } from './pod-index';
import { splitPeers } from './split-peers';
import { unlabelledNamespaces } from './unlabelled-namespaces';
import { isBroughtByOthers } from './unseen';

/** Why a peer names no known pod. Each has one check that tells it, so that it is told once. */
export type PeerSilence =
  | { readonly kind: 'controller-label'; readonly carriers: readonly Carrier[] }
  | { readonly kind: 'elsewhere'; readonly pods: readonly KnownPod[] }
  | { readonly kind: 'never-together' }
  | { readonly kind: 'nothing'; readonly near: NearLabel | undefined };

/** A peer that names no known pod, and why. */
export interface SilentPeer {
  readonly placed: PlacedPeer;
  readonly silence: PeerSilence;
}

/**
 * The peers that name no known pod although pods are known where they look, apart from those that
 * other checks tell: contradictions, labels that no namespace has, peers split by a dash.
 */
export const silentPeers: (examined: Examined) => readonly SilentPeer[] = once((examined) => {
  const told = new Set([
    ...splitPeers(examined).map(({ pods }) => pods.peer),
    ...unlabelledNamespaces(examined).map(({ placed }) => placed.peer),
  ]);
  return everyPodPeer(examined).flatMap((placed) => {
    if (told.has(placed.peer)) return [];
    const silence = silenceOf(examined, placed);
    return silence === undefined ? [] : [{ placed, silence }];
  });
});

function silenceOf(examined: Examined, placed: PlacedPeer): PeerSilence | undefined {
  const { policy, peer } = placed;
  const { pods } = peer;
  if (pods === undefined || contradictionIn(pods, 'pods') !== undefined) return undefined;
  if (namedBy(examined, policy, peer).possible.length > 0) return undefined;
  const where = namespacesOf(examined, policy, peer);
  const isTold = where.certain.length === where.possible.length;
  if (!isTold || where.certain.some((name) => platformOfNamespace(name) !== undefined)) {
    return undefined;
  }
  const there = indexOfPeer(examined, placed);
  if (there.pods.length === 0) return undefined;
  const carriers = carriersOf(examined, pods, where.certain);
  if (carriers.length > 0) return { kind: 'controller-label', carriers };
  if (isBroughtByOthers(examined, pods, where.certain) || onlyExcludes(pods)) return undefined;
  const elsewhere = peer.namespaces === undefined ? podsOfOthers(examined, placed) : [];
  if (elsewhere.length > 0) return { kind: 'elsewhere', pods: elsewhere };
  const near = slipIn(there, pods);
  if (near === undefined && neverTogether(there, pods)) return { kind: 'never-together' };
  return { kind: 'nothing', near: isNamedBeside(examined, placed, near) ? undefined : near };
}

/** Whether other peers of the list name the pods that were likely meant: then both were written on purpose. */
function isNamedBeside(
  examined: Examined,
  { policy, rule, peer }: PlacedPeer,
  near: NearLabel | undefined,
): boolean {
  if (near === undefined) return false;
  const named = new Set(
    peersOf(policy, rule)
      .filter((other) => other.peer !== peer)
      .flatMap((other) => namedBy(examined, policy, other.peer).certain),
  );
  return near.pods.every((pod) => named.has(pod));
}

function onlyExcludes({ requirements }: Selector): boolean {
  return requirements.every(({ operator }) => operator === 'NotIn' || operator === 'DoesNotExist');
}

/** The known pods of the namespaces that a peer looks into. */
export function indexOfPeer(examined: Examined, { policy, peer }: PlacedPeer): PodIndex {
  return podsInAll(examined, namespacesOf(examined, policy, peer).certain);
}

/** Pods with the labels in namespaces that have no policy of the same name: those have pods of their own. */
function podsOfOthers(examined: Examined, { policy, peer }: PlacedPeer): readonly KnownPod[] {
  if (peer.pods === undefined) return [];
  if (!peer.pods.requirements.some(({ operator }) => operator === 'In')) return [];
  const twins = byName(examined).get(policy.name) ?? [];
  return selectedFrom(podsAnywhere(examined), peer.pods).filter(({ pod }) =>
    twins.every(({ namespace }) => namespace !== pod.namespace),
  );
}

const byName = once(({ cluster }: Examined) => groupBy(cluster.policies, ({ name }) => name));
