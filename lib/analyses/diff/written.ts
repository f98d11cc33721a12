import { ruleForm, selectorForm } from '../../engine';
import type { Direction } from '../../kernel';
import type { Cluster, Policy, Rule } from '../../model';
import type { DiffEvent, DiffSide } from '../../results';

/** What the policies of one side say, wherever they say it and however they are called. */
export interface Written {
  hasPolicy(id: string): boolean;
  /** Some policy says the same rule of the same pods. */
  hasRule(policy: Policy, rule: Rule): boolean;
  /** Some policy isolates the same pods in this direction. */
  isolates(policy: Policy, direction: Direction): boolean;
}

/** Gathers what the policies of a cluster say. */
export function writtenIn({ policies }: Cluster): Written {
  const ids = new Set(policies.map(policyId));
  const isolating = new Set<string>();
  const rules = new Set<string>();
  for (const policy of policies) {
    for (const direction of policy.isolates) {
      isolating.add(subjectKey(policy, direction));
      for (const rule of policy.rules[direction]) rules.add(ruleKey(policy, rule));
    }
  }
  return {
    hasPolicy: (id) => ids.has(id),
    hasRule: (policy, rule) => rules.has(ruleKey(policy, rule)),
    isolates: (policy, direction) => isolating.has(subjectKey(policy, direction)),
  };
}

/** `namespace/name`. */
export function policyId({ namespace, name }: Policy): string {
  return `${namespace}/${name}`;
}

/** What happened to something of a policy that is on one side, and not on the other. */
export function eventOf(policy: Policy, side: DiffSide, elsewhere: Written): DiffEvent {
  if (elsewhere.hasPolicy(policyId(policy))) return 'changed';
  return side === 'after' ? 'new' : 'gone';
}

function subjectKey({ namespace, subject }: Policy, direction: Direction): string {
  return `${direction} ${namespace} ${selectorForm(subject)}`;
}

function ruleKey(policy: Policy, rule: Rule): string {
  return `${subjectKey(policy, rule.direction)} ${ruleForm(rule)}`;
}
