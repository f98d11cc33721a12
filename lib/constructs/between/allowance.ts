import type { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import type { Intent, StatedFlow } from '../../kernel/intent';
import { flowOf, type Rule } from '../dsl';
import { type EndChoice, ruleTowards } from '../ends';
import { type MayIsolate, mayOpen, openEnd } from '../may-open';
import { openOtherEnds, type PortChoice, writeOpening } from '../openings';
import { type Place, placeOf, slugOf } from '../places';
import { reachIntent, state } from '../statement';
import { farName } from '../tier';

/** What lets others reach pods, or pods reach others. */
export interface Allowance {
  /** How the construct is called. */
  readonly what: string;
  readonly near: Place;
  readonly direction: Direction;
  readonly ends: EndChoice;
  readonly on: PortChoice;
}

/**
 * Opens pods in one direction, and every other end that is one place, where this app isolates it.
 * Promises that those which are one place are connected.
 *
 * @throws {InvalidInputError} naming what would be cut, and what the rule itself refuses
 */
export function openAllowance(
  construct: Construct,
  { what, near, direction, ends, on }: Allowance,
  props: MayIsolate,
): void {
  mayOpen(construct, what, near, [direction], props);
  const rule = ruleTowards(direction, ends, on, near.namespace);
  openEnd(construct, near, direction, props, () => {
    const { slug: name, select, namespace } = near;
    writeOpening(construct, namespace, { name, select, directions: [direction], rules: [rule] });
  });
  openOtherEnds(construct, near, rule, (far) => farName(far, direction, near));
  state(construct, {
    flows: [flowOf(rule, near.select, near.namespace)],
    intents: connected(near, rule),
  });
}

/** Other ends that are several places open theirs themselves, or do not: of these nothing is promised. */
function connected(near: Place, rule: Rule<Direction>): readonly Intent[] {
  if (rule.peers === 'any') return [];
  return rule.peers.flatMap((peer): Intent[] => {
    const far = placeOf(peer, near.namespace);
    if (far === undefined) return [];
    const [from, to] = rule.direction === 'ingress' ? [far, near] : [near, far];
    const flow = flowOf({ ...rule, peers: [peer] }, near.select, near.namespace);
    return reachPromise(from, to, flow);
  });
}

/**
 * The promise that pods of one place reach those of another. None where the destination is every pod
 * of a namespace: they need not all have a port of that name.
 */
export function reachPromise(from: Place, to: Place, flow: StatedFlow): Intent[] {
  if (to.select.kind === 'all-pods') return [];
  return [reachIntent(`${called(from)} reaches ${called(to)}`, [flow])];
}

function called({ namespace, select }: Place): string {
  return `${namespace}/${select.kind === 'pods' ? slugOf(select) : 'all-pods'}`;
}
