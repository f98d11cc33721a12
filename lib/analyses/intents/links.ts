import { noPorts } from '../../kernel';
import { endsBetween, type PodEnd } from '../shared/workload-endpoints';
import type { FoundEnd, FoundStep } from './finding';
import { knownFoundEnd } from './found-ends';
import type { OneSide } from './sides';
import type { World } from './world';

/** A place on a path: known pods, a pod that stands in, or addresses. */
export interface Node {
  readonly id: string;
  readonly found: FoundEnd;
  readonly row?: PodEnd;
}

/** What paths are made of. */
export interface Links {
  readonly starts: readonly Node[];
  /** Known pods, one node for each row. */
  readonly stones: readonly Node[];
  readonly targets: readonly Node[];
  /** What passes from one to another in one step; undefined where nothing does. */
  step(from: Node, to: Node): FoundStep | undefined;
  /** The side that an end stands for. */
  sideOf(found: FoundEnd | undefined): OneSide | undefined;
}

/** Prepares the paths between two sides of a claim. */
export function linksOf(world: World, from: readonly OneSide[], to: readonly OneSide[]): Links {
  const stones = stonesOf(world);
  const byRow = new Map(stones.map((stone) => [stone.row, stone]));
  const nodeOf = (side: OneSide): Node =>
    (side.row === undefined ? undefined : byRow.get(side.row)) ?? {
      id: `${side.found.named.kind} ${side.found.named.id}`,
      found: side.found,
    };
  const sides = new Map([...from, ...to].map((side) => [nodeOf(side).id, side]));
  const known = new Map<Node, Map<Node, FoundStep | undefined>>();
  return {
    starts: from.map(nodeOf),
    stones,
    targets: to.map(nodeOf),
    step: (source, target) => {
      const row = known.get(source) ?? new Map<Node, FoundStep | undefined>();
      known.set(source, row);
      if (!row.has(target)) row.set(target, stepBetween(world, source, target));
      return row.get(target);
    },
    sideOf: (found) => found && sides.get(idOf(found)),
  };
}

function stonesOf({ known }: World): readonly Node[] {
  return known.map((row): Node => {
    const found = knownFoundEnd(row);
    return { id: idOf(found), found, row };
  });
}

function idOf({ named }: FoundEnd): string {
  return `${named.kind} ${named.id}`;
}

/** The ports that surely pass, and where none does those that may. */
function stepBetween({ evaluator }: World, from: Node, to: Node): FoundStep | undefined {
  if (from === to || from.id === to.id) return undefined;
  const ends =
    from.row !== undefined && to.row !== undefined
      ? endsBetween(from.row, to.row)
      : ([from.found.end, to.found.end] as const);
  if (ends === undefined || ends.every(({ kind }) => kind === 'addresses')) return undefined;
  const { allowed, undecided } = evaluator.connection(...ends);
  const step = { from: from.found, to: to.found };
  if (!noPorts(allowed)) return { ...step, ports: allowed, verdict: 'allowed' };
  return noPorts(undecided) ? undefined : { ...step, ports: undecided, verdict: 'undecided' };
}
