import type { Direction } from '../kernel/direction';
import type { Anywhere, Everyone, Peer, Rule } from './dsl';
import { ruleOf } from './dsl/rule';
import { type PortChoice, ruleFor } from './openings';
import { nearest } from './places';

/** The other ends of a rule, as authors give them: one, several, or all of them said out loud. */
export type EndChoice = Peer | readonly Peer[] | Everyone | Anywhere | readonly [Everyone];

/**
 * The rule that opens `ends` to pods of `home`, written as short as it can be there.
 *
 * @throws {InvalidInputError} for no peer or no port, and what else `from`, `to` and `on` refuse
 */
export function ruleTowards(
  direction: Direction,
  ends: EndChoice,
  ports: PortChoice,
  home: string,
): Rule<Direction> {
  const list: readonly (Peer | Everyone | Anywhere)[] = isList(ends) ? ends : [ends];
  const { because, kind, ...parts } = ruleFor(direction, list, ports);
  if (parts.peers === 'any') return ruleOf(parts);
  return ruleOf({ ...parts, peers: parts.peers.map((peer) => nearest(peer, home)) });
}

function isList(ends: EndChoice): ends is readonly Peer[] | readonly [Everyone] {
  return Array.isArray(ends);
}
