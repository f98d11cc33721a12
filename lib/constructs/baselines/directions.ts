import { DIRECTIONS, type Direction } from '../../kernel/direction';
import { orElse } from '../../kernel/suggest';
import { decline } from '../composite-refusals';
import { show } from '../dsl';

/**
 * The directions given to a construct, each once, in the order in which a connection meets them.
 *
 * @throws {InvalidInputError} for none, and for what is no direction
 */
export function directionsGiven(call: string, given: unknown): readonly Direction[] {
  if (!Array.isArray(given) || given.length === 0) {
    const message = `\`directions\` of \`${call}\` is ${show(given)}, not a list of directions`;
    decline({ code: 'constructs/unknown-direction', message });
  }
  // Array.from, not some: a hole in the list is a direction that is missing.
  for (const each of Array.from<unknown>(given)) {
    if (DIRECTIONS.some((direction) => direction === each)) continue;
    const near = typeof each === 'string' ? orElse(each, DIRECTIONS) : '';
    const message = `\`directions\` of \`${call}\` holds ${show(each)}${near}`;
    decline({ code: 'constructs/unknown-direction', message });
  }
  return DIRECTIONS.filter((direction) => given.includes(direction));
}
