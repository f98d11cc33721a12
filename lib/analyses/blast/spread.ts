import { noPorts, toPortRanges, unionPorts } from '../../kernel';
import type { Blast, BlastReached, BlastStep } from '../../results';
import type { Openings } from '../shared/openings';
import { type Bits, numbersIn } from './bits';
import { type Graph, stepBetween } from './graph';

/** The numbers that are reached, each with the one before it on a shortest path. */
type Before = ReadonlyMap<number, number>;

/** How far an attacker gets from one workload, and by which steps. */
export function spreadFrom(graph: Graph, openings: Openings, taken: number): Omit<Blast, 'taken'> {
  const surely = beforeEach(graph, graph.sure, taken);
  const perhaps = beforeEach(graph, graph.perhaps, taken);
  const open = [...perhaps.keys()].filter((number) => !surely.has(number));
  const paths = [
    ...[...surely.keys()].map((to) => ({
      to,
      path: pathTo(surely, to),
      verdict: 'allowed' as const,
    })),
    ...open.map((to) => ({ to, path: pathTo(perhaps, to), verdict: 'undecided' as const })),
  ].sort(
    (one, other) =>
      rankOf(one) - rankOf(other) || one.path.length - other.path.length || one.to - other.to,
  );
  const idOf = (number: number) => graph.endpoints[number]?.id ?? '';
  const reached = paths.map(({ to, path, verdict }): BlastReached => {
    const end = graph.outside[to - graph.workloads.length];
    return {
      to: idOf(to),
      ...(end !== undefined && { outside: end.outside }),
      ...(end?.all === true && { all: true }),
      ...(end?.family !== undefined && { family: end.family }),
      verdict,
      steps: path.length - 1,
      path: path.map(idOf),
    };
  });
  const pairs = paths.flatMap(({ path }) =>
    path.slice(1).map((to, index): readonly [number, number] => [path[index] ?? taken, to]),
  );
  const unique = [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
  return {
    reached,
    steps: unique.flatMap(([from, to]) => stepOf(graph, openings, from, to)),
  };
}

function rankOf({ verdict }: { readonly verdict: BlastReached['verdict'] }): number {
  return verdict === 'allowed' ? 0 : 1;
}

/** Breadth first: addresses are reached, and nothing is looked for behind them. */
function beforeEach(graph: Graph, rowOf: Graph['sure'], taken: number): Before {
  const before = new Map<number, number>();
  // Whom one of a class has reached, another does not reach first.
  const done = new Set<number>();
  let front = [taken];
  while (front.length > 0) {
    const found = front.flatMap((from) => {
      const node = graph.nodeOf[from] ?? 0;
      if (done.has(node)) return [];
      done.add(node);
      const next = reachedBy(graph, rowOf(node)).filter((to) => to !== taken && !before.has(to));
      for (const to of next) before.set(to, from);
      return next;
    });
    front = found.filter((to) => to < graph.workloads.length);
  }
  return before;
}

/** The numbers of everybody in these nodes, ascending. */
function reachedBy({ membersOf }: Graph, row: Bits): readonly number[] {
  return [...numbersIn(row)].flatMap((node) => membersOf[node] ?? []).sort((a, b) => a - b);
}

function pathTo(before: Before, to: number): readonly number[] {
  const from = before.get(to);
  return from === undefined ? [to] : [...pathTo(before, from), to];
}

function stepOf(graph: Graph, openings: Openings, from: number, to: number): readonly BlastStep[] {
  const step = stepBetween(graph, from, to);
  const [source, destination] = [graph.endpoints[from], graph.endpoints[to]];
  if (step === undefined || source === undefined || destination === undefined) return [];
  const { allowed, undecided, reasons } = step.passing;
  const ports = noPorts(allowed) ? unionPorts(allowed, undecided) : allowed;
  return [
    {
      from: source.id,
      to: destination.id,
      allowed: toPortRanges(allowed),
      undecided: toPortRanges(undecided),
      reasons,
      gates: openings.gates(graph.evaluator, { from: step.from, to: step.to, ports }),
    },
  ];
}
