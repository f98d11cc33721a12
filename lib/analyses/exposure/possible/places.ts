import type { PossiblePods } from '../../../engine';
import { type Direction, groupBy, InternalError, once } from '../../../kernel';
import type { Place } from './place';
import { type PlaceGates, placeGates } from './place-gates';
import { placeKey } from './place-key';

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
  /** The same for places of which nothing makes a difference to pods of a home. */
  readonly keyOf: (home: string, place: Place) => string;
}

/**
 * Tells the places of a cluster apart, as far as known pods see them in a direction of theirs. To a
 * namespace stand apart itself, the places whose rules may name it, and those that its own rules name;
 * of all others it sees the groups, which are the same for everybody. Bound: of a large cluster the
 * few groups and few names for each namespace, and for a list of names its length.
 */
export function placesOf(pods: PossiblePods, direction: Direction): Places {
  const { places, placeNamed } = pods;
  const gates = placeGates(pods, direction);
  const keyOf = placeKey(pods, gates);
  const groups = [...groupBy(places, keyOf).values()].map(groupOf);
  const groupAt = new Map(groups.flatMap((group) => group.places.map((each) => [each, group])));
  const rankOf = new Map([...places.entries()].map(([rank, place]) => [place, rank]));
  const single = once((place: Place) => alikeTo([place]));
  const isApart = isApartFrom(pods, gates);
  const seen = (name: string, near: readonly Place[]): readonly AlikePlaces[] => {
    const isSingle = isApart(name);
    const home = placeNamed(name);
    const own = home !== undefined && near.includes(home) ? [single(home)] : [];
    const others = near.filter((place) => place !== home);
    const together = new Set(
      others.flatMap((place) => (isSingle(place) ? [] : (groupAt.get(place) ?? []))),
    );
    const around = [
      ...others.filter(isSingle).map(single),
      ...[...together].map((group) => without(group, isSingle)),
    ];
    const rank = ({ place }: AlikePlaces) => rankOf.get(place) ?? 0;
    return [...own, ...around.sort((one, two) => rank(one) - rank(two))];
  };
  const known = new Map<string, readonly AlikePlaces[]>();
  return {
    keyOf: (home, place) => `${isApart(home)(place) ? place.name : ''} ${keyOf(place)}`,
    created: groups.filter(({ alike }) => alike.names.length === 0).length,
    around: (name) => {
      const found = known.get(name) ?? seen(name, places);
      known.set(name, found);
      return found;
    },
    among: (name, named) => seen(name, [...named]),
  };
}

/** Places that are alike, as pods see them that are in none of them. */
interface Group {
  readonly places: readonly Place[];
  readonly alike: AlikePlaces;
}

function groupOf(places: readonly Place[]): Group {
  return { places, alike: alikeTo(places) };
}

function without({ places, alike }: Group, isSingle: (place: Place) => boolean): AlikePlaces {
  const left = places.filter((place) => !isSingle(place));
  return left.length === places.length ? alike : alikeTo(left);
}

function alikeTo(places: readonly Place[]): AlikePlaces {
  const [place] = places;
  if (place === undefined) throw new InternalError('a group of no places');
  const names = places.flatMap(({ name, others }) =>
    name === undefined || others === 'any' ? [] : [name],
  );
  return { place, names };
}

/** Which places stand alone to pods of a home; to those of an unknown namespace all do. */
function isApartFrom({ placeNamed }: PossiblePods, { namesOrIsNamed }: PlaceGates) {
  const known = new Map<string, (place: Place) => boolean>();
  const apart = (name: string): ((place: Place) => boolean) => {
    const home = placeNamed(name);
    if (home === undefined) return () => true;
    const isNamed = namesOrIsNamed(home);
    return (place) => place.name === name || isNamed(place);
  };
  return (name: string) => {
    const found = known.get(name) ?? apart(name);
    known.set(name, found);
    return found;
  };
}
