import { compareText, DIRECTIONS, type Direction, lazy, matches, once } from '../../kernel';
import type { Cluster, Policy } from '../../model';
import type { TwoSides } from './both-sides';
import type { SearchEnd, SearchEnds } from './ends';
import { type ChangedGate, changeIn, changesOf, mayConcern, otherNamespaces } from './gate-changes';
import { gateKey } from './gate-forms';
import type { Place } from './places';

/** Which gates of two ends may let something through on the passing side only. */
export interface ChangedGates {
  /** The gates of a pair. */
  readonly between: (ends: SearchEnds) => readonly Direction[];
  /** The ends that a flow from one may lead to, of those with which it has such a gate. */
  readonly from: (end: SearchEnd) => readonly SearchEnd[];
  /** What is said at the gate of an end; undefined where both sides say the same. */
  readonly at: (direction: Direction, subject: SearchEnd) => ChangedGate | undefined;
  /** Whether the namespace of an end has other labels on the other side. */
  readonly isRelabelled: (end: SearchEnd) => boolean;
}

/**
 * Finds the gates that may differ, without looking at what they let through. The ways through a gate
 * are those of its rules, and that nobody isolates its pod. A rule that the other side has for the
 * same pods in other words, whatever its policy is called there, gives the same ways on both sides,
 * unless labels of the namespace at the other end differ; and where the other side isolates no other
 * pods, it stands open wherever this one does. So what has the same normal form needs no proof.
 */
export function changedGates(
  clusters: TwoSides<Cluster>,
  places: TwoSides<(name: string) => Place | undefined>,
  ends: readonly SearchEnd[],
): ChangedGates {
  const gates = changesOf(clusters);
  const relabelled = new Set(
    otherNamespaces(clusters).filter(
      (name) => placeForm(places.passing(name)) !== placeForm(places.missing(name)),
    ),
  );
  const governed = lazy(
    () =>
      new Set(
        [...clusters.passing.policies, ...clusters.missing.policies].flatMap(
          ({ isolates, namespace }) => isolates.map((direction) => gateKey(direction, namespace)),
        ),
      ),
  );
  const keyAt = (direction: Direction, subject: SearchEnd) =>
    gateKey(direction, nameOf(subject) ?? '');
  const changeAt = (direction: Direction) =>
    once((subject: SearchEnd) => changeFor(subject, gates.get(keyAt(direction, subject))));
  const changes = { ingress: changeAt('ingress'), egress: changeAt('egress') };
  const at: ChangedGates['at'] = (direction, subject) =>
    gates.has(keyAt(direction, subject)) ? changes[direction](subject) : undefined;
  const isRelabelled = (end: SearchEnd) => relabelled.has(nameOf(end) ?? '');
  const mayDiffer = (direction: Direction, subject: SearchEnd, other: SearchEnd): boolean => {
    if (nameOf(subject) === undefined) return false;
    if (isRelabelled(other) && governed().has(keyAt(direction, subject))) return true;
    const change = at(direction, subject);
    return change !== undefined && (isRelabelled(other) || mayConcern(change, other));
  };
  const seldom = ends.filter((end) => at('ingress', end) !== undefined || isRelabelled(end));
  const intoSeldom = byPlace((from) =>
    seldom.filter((to) => {
      const change = at('ingress', to);
      return isRelabelled(to) || (change !== undefined && mayConcern(change, from));
    }),
  );
  return {
    between: ({ from, to }) =>
      DIRECTIONS.filter((direction) =>
        direction === 'egress' ? mayDiffer(direction, from, to) : mayDiffer(direction, to, from),
      ),
    from: (end) => (at('egress', end) !== undefined || isRelabelled(end) ? ends : intoSeldom(end)),
    at,
    isRelabelled,
  };
}

/** What of a change can concern an end: a known pod has the labels that it has. */
function changeFor(subject: SearchEnd, change: ChangedGate | undefined): ChangedGate | undefined {
  if (change === undefined || subject.kind !== 'known') return change;
  const isSelected = (policy: Policy) => matches(policy.subject, subject.pod.labels);
  return changeIn({
    fresh: change.fresh.filter(({ policy }) => isSelected(policy)),
    isolating: change.isolating.filter(isSelected),
  });
}

/** Answers once for all ends of one namespace, as for a pod of which nothing else is known. */
function byPlace<T>(answer: (end: SearchEnd) => T): (end: SearchEnd) => T {
  const known = new Map<Place | undefined, { readonly answer: T }>();
  return (end) => {
    const place = end.kind === 'outside' ? undefined : end.place;
    const found = known.get(place) ?? {
      answer: answer(place === undefined ? end : { kind: 'possible', place }),
    };
    known.set(place, found);
    return found.answer;
  };
}

function nameOf(end: SearchEnd): string | undefined {
  return end.kind === 'outside' ? undefined : end.place.name;
}

function placeForm(place: Place | undefined): string {
  if (place === undefined) return '';
  return JSON.stringify([place.others, [...place.known].sort(([a], [b]) => compareText(a, b))]);
}
