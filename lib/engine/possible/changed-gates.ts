import {
  compareText,
  DIRECTIONS,
  type Direction,
  groupBy,
  lazy,
  matches,
  once,
} from '../../kernel';
import type { Cluster, Policy, Rule } from '../../model';
import { ruleForm, selectorForm } from '../normal-form';
import type { TwoSides } from './both-sides';
import type { SearchEnd, SearchEnds } from './ends';
import { gateKey } from './gate-forms';
import { mayName } from './named-ends';
import type { Place } from './places';

/** A gate of which the passing side says something that the missing side does not. */
interface ChangedGate {
  /** The rules that only the passing side has for these pods. */
  readonly fresh: readonly { readonly policy: Policy; readonly rules: readonly Rule[] }[];
  /** The policies of the missing side that isolate pods of which the passing side does not say so. */
  readonly isolating: readonly Policy[];
}

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

/**
 * Whether any gate may differ at all: a look at what each side has in its own words, which spares two
 * sides that say the same, but for what is less on the passing one, every preparation.
 */
export function mayDiffer(clusters: TwoSides<Cluster>): boolean {
  return changesOf(clusters).size > 0 || otherNamespaces(clusters).length > 0;
}

/** The namespaces that may have other labels on the other side. */
function otherNamespaces({ passing, missing }: TwoSides<Cluster>): readonly string[] {
  return [...passing.namespaces].flatMap(([name, own]) =>
    own === missing.namespaces.get(name) ? [] : [name],
  );
}

/**
 * What each gate says on the passing side only, by `gateKey`. Where both sides have the same policies,
 * as the same objects, nobody reads them.
 */
function changesOf({ passing, missing }: TwoSides<Cluster>): ReadonlyMap<string, ChangedGate> {
  const [ours, others] = [new Set(passing.policies), new Set(missing.policies)];
  const homes = new Set<string>();
  for (const policy of ours) if (!others.has(policy)) homes.add(policy.namespace);
  for (const policy of others) if (!ours.has(policy)) homes.add(policy.namespace);
  const inHomes = ({ policies }: Cluster) =>
    policies.filter(({ namespace }) => homes.has(namespace));
  const own = byGate(inHomes(passing));
  const theirs = byGate(inHomes(missing));
  const keys = [...new Set([...own.keys(), ...theirs.keys()])];
  return new Map(
    keys.flatMap((key) => {
      const change = changeOf(own.get(key) ?? [], theirs.get(key) ?? []);
      return change === undefined ? [] : [[key, change] as const];
    }),
  );
}

/** One policy at one of its gates. */
interface AtGate {
  readonly key: string;
  readonly policy: Policy;
  readonly subject: string;
  readonly rules: readonly Rule[];
}

function byGate(policies: readonly Policy[]): ReadonlyMap<string, readonly AtGate[]> {
  const gates = policies.flatMap((policy) =>
    policy.isolates.map((direction) => ({
      key: gateKey(direction, policy.namespace),
      policy,
      subject: selectorForm(policy.subject),
      rules: policy.rules[direction],
    })),
  );
  return groupBy(gates, ({ key }) => key);
}

function changeOf(own: readonly AtGate[], theirs: readonly AtGate[]): ChangedGate | undefined {
  const form = (subject: string, rule: Rule) => `${subject} ${ruleForm(rule)}`;
  const known = new Set(
    theirs.flatMap(({ subject, rules }) => rules.map((rule) => form(subject, rule))),
  );
  const fresh = own.flatMap(({ policy, subject, rules }) => {
    const only = rules.filter((rule) => !known.has(form(subject, rule)));
    return only.length === 0 ? [] : [{ policy, rules: only }];
  });
  const subjects = new Set(own.map(({ subject }) => subject));
  const isolating = theirs.filter(({ subject }) => !subjects.has(subject));
  return changeIn({ fresh, isolating: isolating.map(({ policy }) => policy) });
}

function changeIn(change: ChangedGate): ChangedGate | undefined {
  return change.fresh.length + change.isolating.length === 0 ? undefined : change;
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

/** Whether a change may let an end through, or keep it out, whose namespace is as it was. */
function mayConcern({ fresh, isolating }: ChangedGate, other: SearchEnd): boolean {
  if (isolating.length > 0) return true;
  return fresh.some(({ policy, rules }) => rules.some((rule) => mayName(policy, rule, other)));
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
