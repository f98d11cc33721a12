import { ruleForm, selectorForm } from '../../engine';
import { type Direction, groupBy, lazy } from '../../kernel';
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

/** Gathers what the policies of a cluster say, of each namespace when it is first asked for. */
export function writtenIn({ policies }: Cluster): Written {
  const ids = lazy(() => new Set(policies.map(policyId)));
  const inNamespace = lazy(() => groupBy(policies, ({ namespace }) => namespace));
  const known = new Map<string, Said>();
  const saidIn = (namespace: string): Said => {
    const said = known.get(namespace) ?? saidBy(inNamespace().get(namespace) ?? []);
    known.set(namespace, said);
    return said;
  };
  return {
    hasPolicy: (id) => ids().has(id),
    hasRule: (policy, rule) => saidIn(policy.namespace).rules.has(ruleKey(policy, rule)),
    isolates: (policy, direction) =>
      saidIn(policy.namespace).isolating.has(subjectKey(policy, direction)),
  };
}

/** What the policies of one namespace say, as texts. */
interface Said {
  readonly rules: ReadonlySet<string>;
  readonly isolating: ReadonlySet<string>;
}

function saidBy(policies: readonly Policy[]): Said {
  const isolating = new Set<string>();
  const rules = new Set<string>();
  for (const policy of policies) {
    for (const direction of policy.isolates) {
      isolating.add(subjectKey(policy, direction));
      for (const rule of policy.rules[direction]) rules.add(ruleKey(policy, rule));
    }
  }
  return { rules, isolating };
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

function subjectKey({ subject }: Policy, direction: Direction): string {
  return `${direction} ${selectorForm(subject)}`;
}

function ruleKey(policy: Policy, rule: Rule): string {
  return `${subjectKey(policy, rule.direction)} ${ruleForm(rule)}`;
}
