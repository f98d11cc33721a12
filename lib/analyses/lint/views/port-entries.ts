import { type Json, type ObjectPath, once } from '../../../kernel';
import type { Policy, PortMatch, Rule } from '../../../model';
import { portText } from '../../shared/gates/predicates';
import type { Examined } from '../check';
import { everyRuleThatCounts } from '../every-rule';
import { at } from '../written';
import { listNames } from './lists';
import { ruleName, rulePath } from './rule-place';

/** One entry of the `ports` of a rule that counts, and where it stands. */
export interface PlacedPort {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly port: PortMatch;
  /** Undefined where no manifest holds the policy. */
  readonly written: Json | undefined;
  readonly path: ObjectPath;
  /** `shop/api egress[0]`: the rule as people call it. */
  readonly place: string;
}

/** Every port entry of the rules that count: those of a direction that their policy isolates. */
export const everyPort: (examined: Examined) => readonly PlacedPort[] = once((examined) =>
  everyRuleThatCounts(examined).flatMap(({ policy, rule, written }) =>
    rule.ports.map((port, index) => ({
      policy,
      rule,
      port,
      written: at(written, ['ports', index]),
      path: rulePath(rule, 'ports', index),
      place: ruleName({ policy, rule }),
    })),
  ),
);

/** The one number of a port entry; undefined for names, ranges, and entries of all ports. */
export function onlyNumber(port: PortMatch): number | undefined {
  return port.kind === 'range' && port.first === port.last ? port.first : undefined;
}

/** Whether a rule opens a port by its number. */
export function opensPort({ ports }: Rule, protocol: PortMatch['protocol'], port: number): boolean {
  if (ports.length === 0) return true;
  return ports.some(
    (each) =>
      each.kind === 'range' &&
      each.protocol === protocol &&
      each.first <= port &&
      port <= each.last,
  );
}

/** `80/TCP, metrics/TCP`: port entries as people write them. */
export function portWords(ports: readonly PortMatch[]): string {
  return listNames(ports.map(portText));
}
