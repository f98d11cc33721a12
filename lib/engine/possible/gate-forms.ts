import { compareText, type Direction, groupBy } from '../../kernel';
import type { Policy } from '../../model';
import { ruleForm, selectorForm } from '../normal-form';

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
