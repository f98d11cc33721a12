import { byText, groupBy } from '../../kernel';
import type {
  DiffChange,
  DiffRow,
  DiffSide,
  DiffWorkload,
  DiffWorkloadFlow,
  Endpoint,
} from '../../results';
import { mergeAddresses, type Telling } from '../shared/merge-addresses';
import type { Aligned } from './align';
import type { Compared } from './compared';
import { eachOnce } from './each-once';
import { compareEnds } from './rows';
import type { Suspects } from './suspects';
import { flowsOfOneSide, type SideEnds, workloadsOfOneSide } from './workloads';

/** Everything about known ends. */
export interface Known {
  readonly rows: readonly DiffRow[];
  readonly workloads: readonly DiffWorkload[];
  readonly unchanged: number;
  /** Workloads by id, then addresses ascending: every end that something may be said of. */
  readonly endpoints: readonly Endpoint[];
}

/** Compares all that both sides know, and tells of what only one does. */
export function compareKnown(
  sides: Compared,
  { common, gone, fresh }: Aligned,
  suspects: Suspects,
): Known {
  const { rows, unchanged } = compareEnds(sides, common, suspects);
  const both = common.flatMap(({ after }) => ('pods' in after ? [after] : []));
  const outside = common.flatMap(({ after }) => ('addresses' in after ? [after] : []));
  const [came, went] = (['after', 'before'] as const).map((side) => ({
    side,
    alone: side === 'after' ? fresh : gone,
    others: common.map((end) => ({ id: end.id, end: end[side] })),
  }));
  const alone = [came, went].flatMap((each) => each ?? []);
  const flows: readonly AnyFlow[] = [
    ...rows,
    ...alone.flatMap((each) => flowsOfOneSide(sides, each)),
  ];
  const merged = mergeAddresses({ ends: outside, flows }, TELLING);
  const told = merged.flows.flatMap((flow) => (isOfWorkload(flow) ? [flow] : []));
  const workloads = alone.flatMap((each) => workloadsOfOneSide(sides, each, sideOf(told, each)));
  const pods = [...both, ...fresh, ...gone].sort(byText(({ endpoint }) => endpoint.id));
  return {
    rows: inOrder(merged.flows.filter((flow) => !isOfWorkload(flow))),
    workloads: workloads.sort(byText(({ endpoint }) => endpoint.id)),
    unchanged,
    endpoints: [...pods, ...merged.ends].map(({ endpoint }) => endpoint),
  };
}

/** A flow of ends of both sides, or of a workload of one side. */
type AnyFlow = DiffRow & Partial<Pick<DiffWorkloadFlow, 'by'>>;

function isOfWorkload(flow: AnyFlow): flow is DiffWorkloadFlow {
  return flow.by !== undefined;
}

function sideOf(
  flows: readonly DiffWorkloadFlow[],
  { side }: { readonly side: DiffSide } & SideEnds,
): readonly DiffWorkloadFlow[] {
  const change = side === 'after' ? 'broadened' : 'narrowed';
  return flows.filter((flow) => flow.change === change);
}

const TELLING: Telling<AnyFlow> = {
  shown: ({ before, after, by }) => [before, after, by],
  join: (first, others) => ({
    ...first,
    causes: eachOnce([first, ...others].flatMap(({ causes }) => causes)),
  }),
};

const ORDER: readonly DiffChange[] = ['broadened', 'narrowed', 'changed'];

/** What is broadened first; the rest stays in its order. */
function inOrder(rows: readonly DiffRow[]): readonly DiffRow[] {
  const by = groupBy(rows, ({ change }) => change);
  return ORDER.flatMap((change) => by.get(change) ?? []);
}
