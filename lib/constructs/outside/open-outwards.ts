import type { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import { type Addresses, flowOf, type Rule } from '../dsl';
import { type MayIsolate, mayOpen, openEnd } from '../may-open';
import { type PortChoice, ruleFor, writeOpening } from '../openings';
import { type Place, slugOf } from '../places';
import { state } from '../statement';

/** What some pods may reach outside the cluster. */
export interface Outwards {
  readonly near: Place;
  readonly rules: readonly Rule<Direction>[];
  /** What is reached, in words for the promise. */
  readonly outside: string;
}

/**
 * Opens egress to addresses, whose own gate is nobody's business here, and promises that it works.
 *
 * @throws {InvalidInputError} naming what would be cut, where nothing is known to isolate the pods
 */
export function openOutwards(
  construct: Construct,
  what: string,
  { near, rules, outside }: Outwards,
  isolates: MayIsolate,
): void {
  mayOpen(construct, what, near, ['egress'], isolates);
  openEnd(construct, near, 'egress', isolates, () => {
    const { slug: name, select } = near;
    writeOpening(construct, near.namespace, {
      name,
      select,
      directions: ['egress'],
      rules,
    });
  });
  const flows = rules.map((rule) => flowOf(rule, near.select, near.namespace));
  state(construct, {
    flows,
    intents: [
      {
        name: `${whoOf(near)} reach ${outside}`,
        kind: 'reaches',
        flows,
        severity: 'error',
        hard: false,
      },
    ],
  });
}

/** `labels of shipping`: the pods of a place, as a promise calls them. */
export function whoOf({ namespace, select }: Place): string {
  return `${select.kind === 'pods' ? slugOf(select) : 'pods'} of ${namespace}`;
}

/** The rule that leads to addresses. @throws {InvalidInputError} for no port, or the name of one */
export function ruleOutwards(peers: readonly Addresses[], ports: PortChoice): Rule<Direction> {
  return ruleFor('egress', peers, ports);
}
