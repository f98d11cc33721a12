import { type Json, type ObjectPath, once } from '../../../kernel';
import type { Policy, PortMatch, Rule } from '../../../model';
import { portText } from '../../shared/gates/predicates';
import type { Examined } from '../check';
import { everyRule } from '../every-rule';
import { at } from '../written';
import { listNames } from './lists';

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
  everyRule(examined)
    .filter(({ policy, rule }) => policy.isolates.includes(rule.direction))
    .flatMap(({ policy, rule, written }) =>
      rule.ports.map((port, index) => ({
        policy,
        rule,
        port,
        written: at(written, ['ports', index]),
        path: ['spec', rule.direction, rule.index, 'ports', index],
        place: placeOf(policy, rule),
      })),
    ),
);

/** `shop/api egress[0]`: a rule as people call it. */
export function placeOf({ namespace, name }: Policy, { direction, index }: Rule): string {
  return `${namespace}/${name} ${direction}[${index}]`;
}

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
