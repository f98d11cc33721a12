import { type PossiblePods, placesUnder } from '../../../engine';
import { type Direction, once, type Selector } from '../../../kernel';
import { NAMESPACE_NAME_LABEL, type Peer, type Policy } from '../../../model';
import type { Place } from './place';

/** The gates of places, behind which strangers stand, as known pods elsewhere see them. */
export interface PlaceGates {
  /** The same for places whose gates stand alike to every namespace that they do not name. */
  readonly formOf: (place: Place) => string;
  /** Whether rules of a place may name pods of a home, or rules of that home the place by its name. */
  readonly namesOrIsNamed: (home: Place) => (place: Place) => boolean;
}

/**
 * What policies make of strangers in a place, for known pods elsewhere that are asked about in a
 * direction. A gate whose rules name nobody of a namespace is, to that namespace, only closed to
 * certain labels, and which these are its selectors tell, in their order, whatever its policies are
 * called. So namespaces that are set up alike are one, although no two of them share a policy.
 *
 * It is right because a rule lets pods of another namespace through only where one of its peers selects
 * that namespace, is a block, or where it has none: the places of such rules are told apart. Bound:
 * the rules of each place once, and those that name namespaces for each pair that is asked about.
 */
export function placeGates(pods: PossiblePods, direction: Direction): PlaceGates {
  const { places, policiesIn } = pods;
  const other: Direction = direction === 'egress' ? 'ingress' : 'egress';
  const selected = placesUnder(places);
  const naming = once((place: Place) => namespacesNamed(policiesIn(place), other));
  const namesIn = (home: Place) =>
    namespacesNamed(policiesIn(home), direction).flatMap(({ requirements }) =>
      requirements.flatMap(({ key, values }) => (key === NAMESPACE_NAME_LABEL ? values : [])),
    );
  return {
    formOf: (place) => {
      const gate = policiesIn(place).filter(({ isolates }) => isolates.includes(other));
      const isOpen = gate.some((policy) => peersOfEach(policy, other).some(mayNameAnybody));
      return JSON.stringify(isOpen ? place.name : gate.map(({ subject }) => subject.requirements));
    },
    namesOrIsNamed: once((home) => {
      const names = new Set(namesIn(home));
      return (place) =>
        (place.name !== undefined && names.has(place.name)) ||
        naming(place).some((selector) => selected(selector).has(home));
    }),
  };
}

function peersOfEach({ rules }: Policy, direction: Direction): readonly (readonly Peer[])[] {
  return rules[direction].map(({ peers }) => peers);
}

function mayNameAnybody(peers: readonly Peer[]): boolean {
  return peers.length === 0 || peers.some(({ kind }) => kind === 'block');
}

/** The selectors by which rules name pods of other namespaces. */
function namespacesNamed(policies: readonly Policy[], direction: Direction): readonly Selector[] {
  const peers = policies.flatMap((policy) => peersOfEach(policy, direction).flat());
  return peers.flatMap((peer) => (peer.kind === 'pods' ? (peer.namespaces ?? []) : []));
}
