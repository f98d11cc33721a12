import type { PossiblePods } from '../../../engine';
import { type Direction, groupBy, once } from '../../../kernel';
import { NAMESPACE_NAME_LABEL, type Policy } from '../../../model';

/** A namespace in which a pod may come to exist. */
export type Place = PossiblePods['places'][number];

/** Namespaces of which no policy and no selector makes a difference for pods that come from outside them. */
export interface AlikePlaces {
  /** The first of them, which stands for all. */
  readonly place: Place;
  /** Their names; empty for one that has to come to exist. */
  readonly names: readonly string[];
}

/** The places of a cluster, those together that are alike. */
export interface Places {
  /** The place of this name, and then all others, for pods of that namespace: the same list each time. */
  readonly around: (home: string) => readonly AlikePlaces[];
  /** The same for places of which nothing makes a difference. */
  readonly keyOf: (place: Place) => string;
}

/** Tells the places of a cluster apart, as far as known pods see them in a direction of theirs. */
export function placesOf(pods: PossiblePods, direction: Direction): Places {
  const keyOf = placeKey(pods, direction);
  const groups = [...groupBy(pods.places, keyOf).values()].map((places) => ({
    places,
    alike: places.slice(0, 1).map((first) => alikeTo(first, places.slice(1))),
  }));
  const without = (own: Place | undefined): readonly AlikePlaces[] =>
    groups.flatMap(({ places, alike }) => {
      if (own === undefined || !places.includes(own)) return alike;
      const [first, ...more] = places.filter((place) => place !== own);
      return first === undefined ? [] : [alikeTo(first, more)];
    });
  const known = new Map<string, readonly AlikePlaces[]>();
  return {
    keyOf,
    around: (home) => {
      const own = pods.placeNamed(home);
      const found = known.get(home) ?? [
        ...(own === undefined ? [] : [alikeTo(own, [])]),
        ...without(own),
      ];
      known.set(home, found);
      return found;
    },
  };
}

function alikeTo(place: Place, more: readonly Place[]): AlikePlaces {
  return { place, names: namesOf(place, more) };
}

function namesOf(place: Place, more: readonly Place[]): readonly string[] {
  return [place, ...more].flatMap(({ name, others }) =>
    name === undefined || others === 'any' ? [] : [name],
  );
}

/**
 * What tells a place from another: its own policies, and what selectors ask of it. A pod there stands
 * behind the gate of the other direction, so policies that do not isolate in that one are none.
 */
function placeKey(
  { space, policiesIn, cluster }: PossiblePods,
  direction: Direction,
): (place: Place) => string {
  const { namespaceLabels, namespaceNames } = space.vocabulary;
  const named = new Set(namespaceNames);
  const isGate = ({ isolates }: Policy) => isolates.some((each) => each !== direction);
  const touched = new Set(cluster.unmodelled.map(({ namespace }) => namespace));
  return once((place) => {
    const { name, known, others } = place;
    const isItself =
      name !== undefined &&
      (others === 'any' || touched.has(name) || named.has(name) || policiesIn(place).some(isGate));
    const labels = [...known].filter(
      ([key]) => key !== NAMESPACE_NAME_LABEL && namespaceLabels.has(key),
    );
    return JSON.stringify([isItself ? name : null, name === undefined, others, labels.sort()]);
  });
}
