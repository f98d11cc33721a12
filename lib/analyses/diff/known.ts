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
  /** Workloads by id, then addresses ascending: every end that something is said of. */
  readonly endpoints: readonly Endpoint[];
}

/** Compares all that both sides know, and tells of what only one does. */
export function compareKnown(
  sides: Compared,
  { common, gone, fresh }: Aligned,
  suspects: Suspects,
): Known {
  const { rows, unchanged } = compareEnds(sides, common, suspects);
  const alone = (['after', 'before'] as const).flatMap((side) => {
    const own = side === 'after' ? fresh : gone;
    if (own.length === 0) return [];
    return [{ side, alone: own, others: common.map((end) => ({ id: end.id, end: end[side] })) }];
  });
  const flows: readonly AnyFlow[] = [
    ...rows,
    ...alone.flatMap((each) => flowsOfOneSide(sides, each)),
  ];
  const named = new Set(flows.flatMap(({ from, to }) => [from, to]));
  const shown = common.flatMap(({ id, after }) => (named.has(id) ? [after] : []));
  const outside = shown.flatMap((end) => ('addresses' in end ? [end] : []));
  const merged = mergeAddresses({ ends: outside, flows }, TELLING);
  const told = merged.flows.flatMap((flow) => (isOfWorkload(flow) ? [flow] : []));
  const workloads = alone.flatMap((each) => workloadsOfOneSide(sides, each, sideOf(told, each)));
  const pods = [...shown.flatMap((end) => ('pods' in end ? [end] : [])), ...fresh, ...gone];
  return {
    rows: inOrder(merged.flows.filter((flow) => !isOfWorkload(flow))),
    workloads: workloads.sort(byText(({ endpoint }) => endpoint.id)),
    unchanged,
    endpoints: [...pods.sort(byText(({ endpoint }) => endpoint.id)), ...merged.ends].map(
      ({ endpoint }) => endpoint,
    ),
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
