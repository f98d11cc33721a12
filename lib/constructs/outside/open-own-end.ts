import type { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import { flowOf, type Rule } from '../dsl';
import { type MayIsolate, mayOpen, openEnd } from '../may-open';
import { writeOpening } from '../openings';
import type { Place } from '../places';
import { reachIntent, state } from '../statement';

/** What a construct opens for its own pods. */
interface OwnOpening {
  readonly near: Place;
  readonly direction: Direction;
  readonly rules: readonly Rule<Direction>[];
  /** That what it opens passes, in words. */
  readonly promise: string;
}

/**
 * Opens the pods of a construct in one direction, and promises that it works. Addresses at the other
 * end have no gate of their own.
 *
 * @throws {InvalidInputError} naming what would be cut, where nothing is known to isolate the pods
 */
export function openOwnEnd(
  construct: Construct,
  what: string,
  { near, direction, rules, promise }: OwnOpening,
  isolates: MayIsolate,
): void {
  mayOpen(construct, what, near, [direction], isolates);
  openEnd(construct, near, direction, isolates, () => {
    const { slug: name, select } = near;
    writeOpening(construct, near.namespace, {
      name,
      select,
      directions: [direction],
      rules,
    });
  });
  const flows = rules.map((rule) => flowOf(rule, near.select, near.namespace));
  state(construct, {
    flows,
    intents: [reachIntent(promise, flows)],
  });
}
