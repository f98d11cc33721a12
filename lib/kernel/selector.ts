import { compareText } from './compare';
import type { LabelSelectorSpec } from './network-policy';
import type { SelectorOperator } from './selector-operator';

/** Labels of a pod or a namespace. A map, so that a label called `__proto__` is just a label. */
export type Labels = ReadonlyMap<string, string>;

/** One condition on one label. `values` is empty for Exists and DoesNotExist. */
export interface Requirement {
  readonly key: string;
  readonly operator: SelectorOperator;
  readonly values: readonly string[];
}

/** Conditions that must all hold. No condition selects everything. */
export interface Selector {
  readonly requirements: readonly Requirement[];
}

/** The empty selector: it selects everything. */
export const EVERYTHING: Selector = { requirements: [] };

/** Whether a selector has no condition, and so selects everything. */
export function selectsEverything(selector: Selector): boolean {
  return selector.requirements.length === 0;
}

/**
 * Whether a requirement holds. An absent key fails In and Exists, and satisfies NotIn and
 * DoesNotExist (apimachinery `pkg/labels/selector.go`, `Requirement.Matches`).
 */
export function holds(requirement: Requirement, labels: Labels): boolean {
  const value = labels.get(requirement.key);
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** Whether every requirement of the selector holds for these labels. */
export function matches(selector: Selector, labels: Labels): boolean {
  return selector.requirements.every((requirement) => holds(requirement, labels));
}

/** A selector from its YAML form; a matchLabels entry is an In with one value. */
export function parseSelector(spec: LabelSelectorSpec | undefined): Selector {
  const fromLabels = Object.entries(spec?.matchLabels ?? {}).map(
    ([key, value]): Requirement => ({ key, operator: 'In', values: [value] }),
  );
  const fromExpressions = (spec?.matchExpressions ?? []).map(
    ({ key, operator, values }): Requirement => ({ key, operator, values: values ?? [] }),
  );
  return {
    requirements: [...fromLabels, ...fromExpressions].sort((a, b) => compareText(a.key, b.key)),
  };
}

/** `app=web`, `env not in (dev)`, `team`, `!canary`: a requirement as kubectl writes it. */
export function formatRequirement({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
    case 'NotIn':
      return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}

/** A whole selector as kubectl writes it; `<none>` for the one that selects everything. */
export function formatSelector(selector: Selector): string {
  if (selectsEverything(selector)) return '<none>';
  return selector.requirements.map(formatRequirement).join(',');
}
