import { compareText, DIRECTIONS, type Direction, groupBy } from '../../kernel';
import type { Cluster, Policy } from '../../model';
import { ruleForm, selectorForm } from '../normal-form';
import type { TwoSides } from './both-sides';
import type { SearchEnd, SearchEnds } from './ends';
import type { Place } from './places';

/** Which gate of two ends may stand differently on the two sides. */
export type ChangedGates = (ends: SearchEnds) => readonly Direction[];

/**
 * Finds the gates whose policies are not written the same on both sides, whatever they are called
 * and however their rules are shared out, or whose other end is in a namespace with other labels.
 */
export function changedGates(
  clusters: TwoSides<Cluster>,
  places: TwoSides<(name: string) => Place | undefined>,
): ChangedGates {
  const forms = {
    passing: gateForms(clusters.passing.policies),
    missing: gateForms(clusters.missing.policies),
  };
  const changed = new Set(
    [...new Set([...forms.passing.keys(), ...forms.missing.keys()])].filter(
      (key) => forms.passing.get(key) !== forms.missing.get(key),
    ),
  );
  const relabelled = new Set(
    [...clusters.passing.namespaces.keys()].filter(
      (name) => placeForm(places.passing(name)) !== placeForm(places.missing(name)),
    ),
  );
  const isGoverned = new Set([...forms.passing.keys(), ...forms.missing.keys()]);
  return ({ from, to }) =>
    DIRECTIONS.filter((direction) => {
      const [subject, other] = direction === 'egress' ? [from, to] : [to, from];
      const home = nameOf(subject);
      if (home === undefined) return false;
      const key = gateKey(direction, home);
      return changed.has(key) || (isGoverned.has(key) && relabelled.has(nameOf(other) ?? ''));
    });
}

function nameOf(end: SearchEnd): string | undefined {
  return end.kind === 'outside' ? undefined : end.place.name;
}

/** How `gateForms` calls the gates of a namespace. */
export function gateKey(direction: Direction, namespace: string): string {
  return `${direction} ${namespace}`;
}

/** Of each namespace and direction, whom policies isolate and what they let through, as texts. */
export function gateForms(policies: readonly Policy[]): ReadonlyMap<string, string> {
  const gates = policies.flatMap((policy) =>
    policy.isolates.map((direction) => ({
      key: gateKey(direction, policy.namespace),
      subject: selectorForm(policy.subject),
      rules: policy.rules[direction].map(ruleForm),
    })),
  );
  return new Map(
    [...groupBy(gates, ({ key }) => key)].map(([key, all]) => {
      const bySubject = [...groupBy(all, ({ subject }) => subject)].map(([subject, same]) => [
        subject,
        [...new Set(same.flatMap(({ rules }) => rules))].sort(compareText),
      ]);
      return [key, JSON.stringify(bySubject.sort())];
    }),
  );
}

function placeForm(place: Place | undefined): string {
  if (place === undefined) return '';
  return JSON.stringify([place.others, [...place.known].sort(([a], [b]) => compareText(a, b))]);
}
