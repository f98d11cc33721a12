import type { Construct } from 'constructs';
import { DIRECTIONS, type Direction } from '../../kernel/direction';
import type { StatedFlow } from '../../kernel/intent';
import type { EntitiesRule } from '../cilium';
import { flowOf, type Rule } from '../dsl';
import { ruleOf } from '../dsl/rule';
import { homeFor } from '../isolation';
import { type MayIsolate, mayOpen, openEnd } from '../may-open';
import { enclosingNamespace } from '../namespace-scope';
import { OPPOSITE, openOtherEnds, writeOpening } from '../openings';
import { type Place, peerAt } from '../places';
import { reachIntent, state } from '../statement';
import { farName } from '../tier';
import { writeEntities } from './entities';

/** What is opened: in rules of every plugin, or in those of Cilium where no other can say it. */
export interface Opened {
  readonly rules: readonly Rule<Direction>[];
  readonly entities: readonly EntitiesRule<Direction>[];
}

/** Rules for the pods of one place. */
export interface OwnRules extends Partial<Opened> {
  /** The construct that opens, as its author calls it. */
  readonly what: string;
  readonly near: Place;
}

/**
 * Opens rules for pods, in one policy where it can, and the other end of each; states their flows.
 *
 * @throws {InvalidInputError} naming what would be cut, where nothing is known to isolate the pods
 */
export function openPods(
  construct: Construct,
  opening: OwnRules,
  options: MayIsolate,
): readonly StatedFlow[] {
  const { what, near, rules = [], entities = [] } = opening;
  const all = [...rules, ...entities];
  const used = DIRECTIONS.filter((each) => all.some(({ direction }) => direction === each));
  const now = mayOpen(construct, what, near, used, options);
  writePolicies(construct, opening, now);
  for (const late of used.filter((each) => !now.includes(each))) {
    openEnd(construct, near, late, options, () => writePolicies(construct, opening, [late]));
  }
  for (const rule of rules.flatMap((each) => unanswered(each, near, rules))) {
    openOtherEnds(construct, near, rule, (far) => farName(far, rule.direction, near));
  }
  const flows = rules.map((rule) => flowOf(rule, near.select, near.namespace));
  state(construct, { flows });
  return flows;
}

/** A rule without the pods themselves as its other end, where another rule opens that end already. */
function unanswered(
  rule: Rule<Direction>,
  near: Place,
  rules: readonly Rule<Direction>[],
): readonly Rule<Direction>[] {
  const { because, kind, ...parts } = rule;
  const isAnswered = rules.some(
    ({ direction, ports, peers }) =>
      direction === OPPOSITE[rule.direction] &&
      isSame(ports, rule.ports) &&
      isSame(peers, rule.peers),
  );
  if (parts.peers === 'any' || !isAnswered) return [rule];
  const self = peerAt(near, near.namespace);
  const peers = parts.peers.filter((peer) => !isSame(peer, self));
  return peers.length === 0 ? [] : [ruleOf({ ...parts, peers })];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function writePolicies(
  construct: Construct,
  { near, rules = [], entities = [] }: OwnRules,
  directions: readonly Direction[],
): void {
  const home = homeIn(construct, near.namespace);
  const isDue = ({ direction }: Rule<Direction> | EntitiesRule<Direction>) =>
    directions.includes(direction);
  const due = rules.filter(isDue);
  if (due.length > 0) {
    const { namespace, select, slug } = near;
    const spoken = directions.filter((each) => due.some(({ direction }) => direction === each));
    const opening = { name: slug, select, directions: spoken, rules: due, by: construct };
    writeOpening(home, namespace, opening);
  }
  writeEntities({ home, by: construct }, near, entities.filter(isDue), rules.length === 0);
}

/** The flows that rules open out of pods. */
export function flowsOut(
  { namespace, select }: Place,
  rules: readonly Rule<Direction>[],
): readonly StatedFlow[] {
  const outward = rules.filter(({ direction }) => direction === 'egress');
  return outward.map((rule) => flowOf(rule, select, namespace));
}

/** The construct itself where it may hold policies of the namespace. */
function homeIn(construct: Construct, namespace: string): Construct {
  const enclosing = enclosingNamespace(construct);
  const isFree = enclosing === undefined || enclosing.name === namespace;
  return isFree ? construct : homeFor(construct, namespace);
}

/** The promise that these flows pass. */
export function promiseFlows(
  construct: Construct,
  name: string,
  flows: readonly StatedFlow[],
): void {
  state(construct, { intents: [reachIntent(name, flows)] });
}
