import { groupBy, type PortRanges } from '../../kernel';
import type { Endpoint, ReachFlow, ReachResult } from '../../results';
import { isNothing } from './port-text';

/** What one endpoint can do at another. */
export type MatrixCell =
  /** One pod to itself. */
  | { readonly kind: 'itself' }
  /** Address to address: no policy is asked. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'open'; readonly allowed: PortRanges; readonly undecided: PortRanges };

/** What was asked for: which endpoints count as sources, and which as destinations. */
export interface Sides {
  /** @default - every endpoint */
  readonly from?: (endpoint: Endpoint) => boolean;
  /** @default - every endpoint */
  readonly to?: (endpoint: Endpoint) => boolean;
}

/** A row of the truth table: what one source can do at each destination. */
export interface MatrixRow {
  readonly from: Endpoint;
  /** One for each column, in their order. */
  readonly cells: readonly MatrixCell[];
}

/** Reachability as a truth table. */
export interface Matrix {
  readonly columns: readonly Endpoint[];
  readonly rows: readonly MatrixRow[];
}

/** The truth table of a reachability. */
export function matrixOf(result: ReachResult, sides: Sides): Matrix {
  const flowsFrom = groupBy(result.flows, ({ from }) => from);
  const columns = result.endpoints.filter((endpoint) => sides.to?.(endpoint) ?? true);
  const rows = result.endpoints
    .filter((endpoint) => sides.from?.(endpoint) ?? true)
    .map((from): MatrixRow => {
      const flows = new Map((flowsFrom.get(from.id) ?? []).map((flow) => [flow.to, flow]));
      return { from, cells: columns.map((to) => cellOf(from, to, flows.get(to.id))) };
    });
  return { columns, rows };
}

function cellOf(from: Endpoint, to: Endpoint, flow: ReachFlow | undefined): MatrixCell {
  if (flow !== undefined) {
    return { kind: 'open', allowed: flow.allowed, undecided: flow.undecided };
  }
  return { kind: noFlow(from, to) ?? 'denied' };
}

/** Why there is no flow between two endpoints that a policy could decide; undefined where there is one. */
export function noFlow(from: Endpoint, to: Endpoint): 'outside' | 'itself' | undefined {
  if (from.kind === 'ip' && to.kind === 'ip') return 'outside';
  return isOnePod(from) && from.id === to.id ? 'itself' : undefined;
}

/** Several known pods, and a template, stand for replicas that are peers of each other. */
function isOnePod(endpoint: Endpoint): boolean {
  return endpoint.kind === 'workload' && endpoint.pods.length === 1;
}

/** Counts by verdict; a cell with anything undecided in it is undecided. */
export interface MatrixCounts {
  readonly allowed: number;
  readonly denied: number;
  readonly undecided: number;
}

/** How many cells are allowed, denied and undecided. */
export function countCells({ rows }: Matrix): MatrixCounts {
  const cells = rows.flatMap((row) => row.cells);
  const open = cells.flatMap((cell) => (cell.kind === 'open' ? [cell] : []));
  const allowed = open.filter(({ undecided }) => isNothing(undecided)).length;
  return {
    allowed,
    undecided: open.length - allowed,
    denied: cells.filter(({ kind }) => kind === 'denied').length,
  };
}
