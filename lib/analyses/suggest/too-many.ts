import { amountText, DIRECTIONS, type Direction, UsageError } from '../../kernel';
import type { Gates } from './gates';

/** Each of them is proven for all pods, known and possible: more would take longer than anybody waits. */
const MAX_TRIED = 1_000;

/**
 * Refuses intents for which too much has to be proven: that each peer of a rule passes, and that all
 * else does not, for each selection of pods that policies isolate in a direction.
 *
 * @throws {UsageError} naming what narrows it
 */
export function refuseTooMany(gates: Gates, limit: number = MAX_TRIED): void {
  const peers = sumOf((direction) => gates[direction].openings.length);
  const isolated = sumOf((direction) => gates[direction].isolated.length);
  const sum = peers + isolated;
  if (sum <= limit) return;
  throw new UsageError(
    `the intents would rest on ${amountText(sum)} statements to prove: ${amountText(peers)} of peers of rules, ${amountText(isolated)} of isolated pods`,
    'narrow it with --namespace, or ask for everything with --all',
  );
}

function sumOf(amount: (direction: Direction) => number): number {
  return DIRECTIONS.map(amount).reduce((sum, each) => sum + each, 0);
}
