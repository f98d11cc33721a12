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
  /** Those of them that are, or stand for, one of some places, in the same order. */
  readonly among: (home: string, named: ReadonlySet<Place>) => readonly AlikePlaces[];
  /** How many of them have to come to exist. */
  readonly created: number;
  /** The same for places of which nothing makes a difference. */
  readonly keyOf: (place: Place) => string;
}

/** Places that are alike, as pods see them that are in none of them. */
interface Group {
  readonly places: readonly Place[];
  readonly alike: AlikePlaces;
}

/**
 * Tells the places of a cluster apart, as far as known pods see them in a direction of theirs. A
 * namespace sees itself, and the groups of all others; only its own group is another one without it.
 */
export function placesOf(pods: PossiblePods, direction: Direction): Places {
  const keyOf = placeKey(pods, direction);
  const groups = [...groupBy(pods.places, keyOf).values()].flatMap(groupOf);
  const numberOf = new Map(
    groups.flatMap(({ places }, number) => places.map((place) => [place, number] as const)),
  );
  const homeOf = (name: string): Home => {
    const place = pods.placeNamed(name);
    const group = place === undefined ? undefined : numberOf.get(place);
    if (place === undefined || group === undefined) return { own: [], group: -1, others: [] };
    const others = groups[group]?.places.filter((each) => each !== place) ?? [];
    const without = groupOf(others).map(({ alike }) => alike);
    return { own: [alikeTo(place, [])], group, others: without };
  };
  const homes = new Map<string, Home>();
  const homeNamed = (name: string): Home => {
    const found = homes.get(name) ?? homeOf(name);
    homes.set(name, found);
    return found;
  };
  const seen = ({ own, group, others }: Home, numbers: Iterable<number>) => {
    const around = [...own];
    for (const number of numbers) {
      const alike = groups[number]?.alike;
      if (number === group) around.push(...others);
      else if (alike !== undefined) around.push(alike);
    }
    return around;
  };
  const known = new Map<string, readonly AlikePlaces[]>();
  return {
    keyOf,
    created: groups.filter(({ alike }) => alike.names.length === 0).length,
    around: (name) => {
      const found = known.get(name) ?? seen(homeNamed(name), groups.keys());
      known.set(name, found);
      return found;
    },
    among: (name, named) => {
      const near = new Set([...named].flatMap((place) => numberOf.get(place) ?? []));
      const numbers = [...near].sort((a, b) => a - b);
      return seen(homeNamed(name), numbers).filter(({ place }) => named.has(place));
    },
  };
}

/** How a namespace sees itself, and those that are alike with it. */
interface Home {
  readonly own: readonly AlikePlaces[];
  /** The number of its group. */
  readonly group: number;
  readonly others: readonly AlikePlaces[];
}

function groupOf(places: readonly Place[]): readonly Group[] {
  const [first, ...more] = places;
  return first === undefined ? [] : [{ places, alike: alikeTo(first, more) }];
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
