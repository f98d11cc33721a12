import type { PossiblePods } from '../../../engine';
import { groupBy } from '../../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../../model';

/** A namespace in which a pod may come to exist. */
export type Place = PossiblePods['places'][number];

/** Namespaces of which no policy and no selector makes a difference for pods that come from outside them. */
export interface AlikePlaces {
  /** The first of them, which stands for all. */
  readonly place: Place;
  /** Their names; empty for one that has to come to exist. */
  readonly names: readonly string[];
}

/** All places but one, those together that are alike. */
export function alikePlaces(pods: PossiblePods): (but: string) => readonly AlikePlaces[] {
  const keyOf = placeKey(pods);
  const keys = new Map(pods.places.map((place) => [place, keyOf(place)]));
  return (but) => {
    const others = pods.places.filter(({ name }) => name !== but);
    return [...groupBy(others, (place) => keys.get(place)).values()].flatMap(([place, ...more]) =>
      place === undefined ? [] : [{ place, names: namesOf(place, more) }],
    );
  };
}

/** The one place of this name, as a group. */
export function placeNamed(pods: PossiblePods, name: string): readonly AlikePlaces[] {
  const place = pods.placeNamed(name);
  return place === undefined ? [] : [{ place, names: namesOf(place, []) }];
}

function namesOf(place: Place, more: readonly Place[]): readonly string[] {
  return [place, ...more].flatMap(({ name, others }) =>
    name === undefined || others === 'any' ? [] : [name],
  );
}

/** What tells a place from another: its own policies, and what selectors ask of it. */
function placeKey({ space, policiesIn, cluster }: PossiblePods): (place: Place) => string {
  const { namespaceLabels, namespaceNames } = space.vocabulary;
  const named = new Set(namespaceNames);
  return (place) => {
    const { name, known, others } = place;
    const isTouched = cluster.unmodelled.some(({ namespace }) => namespace === name);
    const isItself =
      name !== undefined &&
      (others === 'any' || isTouched || named.has(name) || policiesIn(place).length > 0);
    const labels = [...known].filter(
      ([key]) => key !== NAMESPACE_NAME_LABEL && namespaceLabels.has(key),
    );
    return JSON.stringify([isItself ? name : null, name === undefined, others, labels.sort()]);
  };
}
