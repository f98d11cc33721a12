import { groupBy, once } from '../../kernel';
import type { Cluster, Policy, Rule } from '../../model';
import { ruleForm, selectorForm } from '../normal-form';
import type { TwoSides } from './both-sides';
import type { SearchEnd } from './ends';
import { gateKey } from './gate-forms';
import { mayName } from './named-ends';

/** A gate of which the passing side says something that the missing side does not. */
export interface ChangedGate {
  /** The rules that only the passing side has for these pods. */
  readonly fresh: readonly { readonly policy: Policy; readonly rules: readonly Rule[] }[];
  /** The policies of the missing side that isolate pods of which the passing side does not say so. */
  readonly isolating: readonly Policy[];
}

/**
 * Whether any gate may differ at all: a look at what each side has in its own words, which spares two
 * sides that say the same, but for what is less on the passing one, every preparation.
 */
export function mayDiffer(clusters: TwoSides<Cluster>): boolean {
  return changesOf(clusters).size > 0 || otherNamespaces(clusters).length > 0;
}

/**
 * Whether pods of a namespace can be an end of a flow that differs: those at home with a gate that
 * changed, and those that it may concern, for a change at one end is no difference to whom it does
 * not name. Where namespaces may have other labels, it says so of all.
 */
export function mayBeConcerned(clusters: TwoSides<Cluster>): (namespace: string) => boolean {
  if (otherNamespaces(clusters).length > 0) return () => true;
  const changes = [...changesOf(clusters).values()];
  const homes = new Set(
    changes.flatMap(({ fresh, isolating }) =>
      [...fresh.map(({ policy }) => policy), ...isolating].map(({ namespace }) => namespace),
    ),
  );
  const { namespaces } = clusters.passing;
  const known = new Map<string, boolean>();
  const isNamed = (name: string): boolean => {
    const own = namespaces.get(name);
    const others = own?.declared === true ? 'none' : 'untold';
    const place = { name, known: own?.labels ?? new Map<string, string>(), others } as const;
    return changes.some((change) => mayConcern(change, { kind: 'possible', place }));
  };
  return (name) => {
    const found = known.get(name) ?? (homes.has(name) || isNamed(name));
    known.set(name, found);
    return found;
  };
}

/** The namespaces that may have other labels on the other side. */
export function otherNamespaces({ passing, missing }: TwoSides<Cluster>): readonly string[] {
  return [...passing.namespaces].flatMap(([name, own]) =>
    own === missing.namespaces.get(name) ? [] : [name],
  );
}

/**
 * What each gate says on the passing side only, by `gateKey`. Where both sides have the same policies,
 * as the same objects, nobody reads them.
 */
export const changesOf = once((clusters: TwoSides<Cluster>): ReadonlyMap<string, ChangedGate> => {
  const { passing, missing } = clusters;
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
});

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

export function changeIn(change: ChangedGate): ChangedGate | undefined {
  return change.fresh.length + change.isolating.length === 0 ? undefined : change;
}

/** Whether a change may let an end through, or keep it out, whose namespace is as it was. */
export function mayConcern({ fresh, isolating }: ChangedGate, other: SearchEnd): boolean {
  if (isolating.length > 0) return true;
  return fresh.some(({ policy, rules }) => rules.some((rule) => mayName(policy, rule, other)));
}
