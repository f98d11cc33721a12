import { noPorts } from '../../kernel';
import type { Finding, FoundStep } from './finding';
import { type Links, linksOf, type Node } from './links';
import type { Missing } from './required';
import { requiredSides } from './required';
import type { ResolvedFlow } from './resolved';
import type { OneSide } from './sides';
import type { World } from './world';

/**
 * The ways of several steps from one end to another by way of known pods, the shortest to each
 * destination. What is reached in one step is found elsewhere, for pods yet to come as well.
 */
export function findPaths(world: World, flow: ResolvedFlow): Missing {
  const [from, to] = [requiredSides(world, flow.from, {}), requiredSides(world, flow.to, {})];
  const links = linksOf(world, from.sides, to.sides);
  return {
    found: links.targets.flatMap((target) => pathTo(world, links, target)),
    notes: [...from.notes, ...to.notes],
  };
}

/** A way that surely passes, else one that may. */
function pathTo(world: World, links: Links, target: Node): readonly Finding[] {
  const path = shortest(links, target, 'allowed') ?? shortest(links, target, 'undecided');
  if (path === undefined || path.length === 1) return [];
  const step = path.find(({ verdict }) => verdict === 'undecided') ?? path.at(-1);
  if (step === undefined) return [];
  const ends: readonly (OneSide | undefined)[] = [
    links.sideOf(path[0]?.from),
    links.sideOf(target.found),
  ];
  const isDoubtful = ends.some((side) => side?.belongs === 'unknown');
  return [
    { cluster: world.cluster, ...step, path, ...(isDoubtful && { doubtful: true as const }) },
  ];
}

type Bound = FoundStep['verdict'];

/** Breadth first from all starts but the target itself; addresses are reached, and lead nowhere. */
function shortest(links: Links, target: Node, bound: Bound): readonly FoundStep[] | undefined {
  const before = new Map<Node, { readonly from: Node; readonly step: FoundStep } | undefined>(
    links.starts.filter((start) => start.id !== target.id).map((start) => [start, undefined]),
  );
  let front = [...before.keys()];
  while (front.length > 0) {
    const next: Node[] = [];
    for (const from of front) {
      const last = links.step(from, target);
      if (last !== undefined && isWithin(last, bound)) return [...stepsTo(before, from), last];
      next.push(...reachedFrom(links, from, bound, before));
    }
    front = next;
  }
  return undefined;
}

type Before = Map<Node, { readonly from: Node; readonly step: FoundStep } | undefined>;

/** The stepping stones that are reached for the first time. */
function reachedFrom(links: Links, from: Node, bound: Bound, before: Before): readonly Node[] {
  return links.stones.filter((to) => {
    if (before.has(to)) return false;
    const step = links.step(from, to);
    if (step === undefined || !isWithin(step, bound)) return false;
    before.set(to, { from, step });
    return true;
  });
}

function isWithin({ verdict, ports }: FoundStep, bound: Bound): boolean {
  return !noPorts(ports) && (bound === 'undecided' || verdict === 'allowed');
}

function stepsTo(before: Before, node: Node): readonly FoundStep[] {
  const known = before.get(node);
  return known === undefined ? [] : [...stepsTo(before, known.from), known.step];
}
