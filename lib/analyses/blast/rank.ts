import { compareText } from '../../kernel';
import type { BlastRank, OutsideKind } from '../../results';
import { type Bits, closureOf, has } from './bits';
import type { Graph } from './graph';

/** How much falls with each workload, in the order of the graph. */
export function ranksOf(graph: Graph): readonly BlastRank[] {
  const [sure, perhaps] = [closureOf(graph.sure), closureOf(graph.perhaps)];
  return graph.workloads.map(({ endpoint }, index) => {
    const [surely, may] = [sure[index], perhaps[index]];
    const falls = fallen(graph, index, surely);
    return {
      workload: endpoint.id,
      falls,
      mayFall: fallen(graph, index, may) - falls,
      outside: {
        internet: outsideVerdict(graph, 'internet', surely, may),
        metadata: outsideVerdict(graph, 'metadata', surely, may),
        private: outsideVerdict(graph, 'private', surely, may),
      },
    };
  });
}

/** How many other workloads are among what is reached. */
function fallen({ workloads }: Graph, taken: number, reached: Bits | undefined): number {
  if (reached === undefined) return 0;
  return workloads.filter((_, index) => index !== taken && has(reached, index)).length;
}

function outsideVerdict(
  { workloads, outside }: Graph,
  kind: OutsideKind,
  sure: Bits | undefined,
  perhaps: Bits | undefined,
): BlastRank['outside'][OutsideKind] {
  const reaches = (reached: Bits | undefined) =>
    reached !== undefined &&
    outside.some((end, index) => end.outside === kind && has(reached, workloads.length + index));
  if (reaches(sure)) return 'allowed';
  return reaches(perhaps) ? 'undecided' : 'denied';
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
