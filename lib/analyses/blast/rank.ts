import { compareText, once } from '../../kernel';
import type { Blast, BlastRank, BlastReached, OutsideKind } from '../../results';
import { type Bits, has, numbersIn } from './bits';
import { closureOf } from './closure';
import type { Graph } from './graph';

/** How much falls with each workload, in the order of the graph. */
export function ranksOf(
  graph: Graph,
  progress: (done: number, total: number) => void = () => undefined,
): readonly BlastRank[] {
  // Both readings of a row are worked out where the first is asked for.
  const sure = takingsOf(graph, (node) => {
    progress(node, graph.classes);
    return graph.sure(node);
  });
  const perhaps = takingsOf(graph, graph.perhaps);
  return graph.workloads.map(({ endpoint }, index) => {
    const node = graph.nodeOf[index] ?? 0;
    const [surely, may] = [sure(node), perhaps(node)];
    return {
      workload: endpoint.id,
      falls: surely.others,
      mayFall: may.others - surely.others,
      outside: {
        internet: verdictOf('internet', surely, may),
        metadata: verdictOf('metadata', surely, may),
        private: verdictOf('private', surely, may),
      },
    };
  });
}

/** How much falls with a workload of which it is known what is reached. */
export function rankOf({ taken, reached }: Blast): BlastRank {
  const counting = (verdict: BlastReached['verdict']) =>
    reached.filter((each) => each.outside === undefined && each.verdict === verdict).length;
  const outside = (kind: OutsideKind): BlastRank['outside'][OutsideKind] => {
    const there = reached.filter((each) => each.outside === kind);
    if (there.length === 0) return 'denied';
    return there.some(({ verdict }) => verdict === 'allowed') ? 'allowed' : 'undecided';
  };
  return {
    workload: taken.id,
    falls: counting('allowed'),
    mayFall: counting('undecided'),
    outside: {
      internet: outside('internet'),
      metadata: outside('metadata'),
      private: outside('private'),
    },
  };
}

/** What is taken with each member of a class. */
interface Taking {
  /** How many other workloads. */
  readonly others: number;
  readonly outside: ReadonlySet<OutsideKind>;
}

/** Classes that reach each other share one set, which is counted once. */
function takingsOf(graph: Graph, rowOf: Graph['sure']): (node: number) => Taking {
  const closed = closureOf(Array.from({ length: graph.classes }, (_, node) => rowOf(node)));
  const counted = once((reached: Bits) => takingOf(graph, reached));
  return (node) => {
    const reached = closed[node];
    if (reached === undefined) return NOTHING;
    const { others: all, outside } = counted(reached);
    // A workload that is reached by others of its class, or in a round, does not fall with itself.
    return { others: has(reached, node) ? all - 1 : all, outside };
  };
}

const NOTHING: Taking = { others: 0, outside: new Set() };

function takingOf({ outside, membersOf, classes }: Graph, reached: Bits): Taking {
  const kinds = new Set<OutsideKind>();
  let others = 0;
  for (const node of numbersIn(reached)) {
    const end = outside[node - classes];
    if (end === undefined) others += membersOf[node]?.length ?? 0;
    else kinds.add(end.outside);
  }
  return { others, outside: kinds };
}

function verdictOf(
  kind: OutsideKind,
  sure: Taking,
  perhaps: Taking,
): BlastRank['outside'][OutsideKind] {
  if (sure.outside.has(kind)) return 'allowed';
  return perhaps.outside.has(kind) ? 'undecided' : 'denied';
}

/** The worst first: by what surely falls, by what may, by what is reached outside. */
export function worstFirst(one: BlastRank, other: BlastRank): number {
  return (
    other.falls - one.falls ||
    other.mayFall - one.mayFall ||
    outsideWeight(other) - outsideWeight(one) ||
    compareText(one.workload, other.workload)
  );
}

const WEIGHTS = { allowed: 2, undecided: 1, denied: 0 } as const;

/** Credentials are worth more than the internet, and that more than a private network. */
const BY_WORTH: readonly OutsideKind[] = ['private', 'internet', 'metadata'];

function outsideWeight({ outside }: BlastRank): number {
  return BY_WORTH.reduce((sum, kind, place) => sum + WEIGHTS[outside[kind]] * 3 ** place, 0);
}
