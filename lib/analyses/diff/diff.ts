import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { DiffResult, DiffRow, DiffWorkload, Endpoint, IntentsResult } from '../../results';
import { refuseTooMany } from '../shared/too-many';
import { type Aligned, align } from './align';
import { compared } from './compared';
import { breaksOf, compareIntents } from './intents';
import { compareKnown, type Known } from './known';
import type { PerSide } from './per-side';
import { comparePolicies } from './policies';
import { comparePossible } from './possible';
import { suspectsAmong } from './suspects';

/** What is asked about two clusters. */
export interface DiffQuery {
  /** What the two sides are called. @default - before, after */
  readonly names?: PerSide<string>;
  /** Keeps the flows of which either end matters. @default - all */
  readonly about?: (endpoint: Endpoint) => boolean;
  /** The same intents, proven on both sides. @default - nobody states any */
  readonly intents?: PerSide<IntentsResult>;
  /** Answers for which more pairs than this have to be looked at are refused. @default - 4 million */
  readonly maxPairs?: number;
  /** How many steps the exact answer about possible pods may take. @default - 1,000,000 */
  readonly budget?: number;
}

const BUDGET = 1_000_000;

/**
 * What a change of manifests does to flows: of ends that both sides have, of workloads that only one
 * has, and of every pod that could come to exist.
 *
 * @throws {UsageError} when more pairs than `maxPairs` may differ
 */
export function diff(
  before: Cluster,
  after: Cluster,
  profile: Profile,
  query: DiffQuery = {},
): DiffResult {
  const { names = { before: 'before', after: 'after' }, intents, budget = BUDGET } = query;
  const sides = compared({ before, after }, profile);
  const found = align(sides.clusters);
  const suspects = suspectsAmong(sides, found.common);
  refuseTooMany(suspects.pairs + pairsAlone(found), query.maxPairs);
  const known = compareKnown(sides, found, suspects);
  const possible = comparePossible(sides, { rows: known.rows, ends: found, budget });
  const policies = comparePolicies(sides.clusters);
  const told = narrowed(known, query.about);
  const compare = intents === undefined ? undefined : compareIntents(intents);
  const breaks =
    compare === undefined || intents === undefined
      ? () => []
      : breaksOf(compare, intents.after, told.endpoints);
  const rows = told.rows.map((row) => ({ ...row, breaks: breaks(row) }));
  const workloads = told.workloads.map((workload) => ({
    ...workload,
    flows: workload.flows.map((flow) => ({ ...flow, breaks: breaks(flow) })),
  }));
  const isDifferent = known.rows.length > 0 || possible.equivalence === 'differs';
  return {
    schemaVersion: '1',
    profile: profile.name,
    ...names,
    endpoints: told.endpoints,
    rows,
    workloads,
    policies,
    possible: possible.changes,
    equivalence: isDifferent ? 'differs' : possible.equivalence,
    ...(compare !== undefined && { intents: compare }),
    summary: {
      ...counted(rows, workloads),
      unchanged: known.unchanged,
      policies: {
        added: policies.filter(({ change }) => change === 'added').length,
        removed: policies.filter(({ change }) => change === 'removed').length,
        changed: policies.filter(({ change }) => change === 'changed').length,
      },
      possible: {
        broadened: possible.changes.filter(({ change }) => change === 'broadened').length,
        narrowed: possible.changes.filter(({ change }) => change === 'narrowed').length,
      },
    },
  };
}

function counted(rows: readonly DiffRow[], workloads: readonly DiffWorkload[]) {
  const of = (change: DiffRow['change']) => rows.filter((row) => row.change === change).length;
  const fresh = workloads.filter(({ change }) => change === 'new');
  return {
    broadened: of('broadened'),
    narrowed: of('narrowed'),
    changed: of('changed'),
    newWorkloads: fresh.length,
    goneWorkloads: workloads.length - fresh.length,
    opened: fresh.flatMap(({ flows }) => flows).filter(({ by }) => by === 'changed-policies')
      .length,
  };
}

/** The pairs of workloads that only one side has. */
function pairsAlone({ common, gone, fresh }: Aligned): number {
  const pairs = (alone: number) => alone * (alone + 2 * common.length);
  return pairs(gone.length) + pairs(fresh.length);
}

/** What is asked about, and the ends that it names. */
function narrowed(known: Known, about: DiffQuery['about']): Known {
  const { endpoints } = known;
  const meant = new Set(endpoints.filter((each) => about?.(each) ?? true).map(({ id }) => id));
  const isMeant = ({ from, to }: DiffRow) => meant.has(from) || meant.has(to);
  const rows = known.rows.filter(isMeant);
  const workloads = known.workloads
    .filter(({ endpoint, flows }) => meant.has(endpoint.id) || flows.some(isMeant))
    .map((workload) => ({ ...workload, flows: workload.flows.filter(isMeant) }));
  const flows = [...rows, ...workloads.flatMap((workload) => workload.flows)];
  const named = new Set([
    ...flows.flatMap(({ from, to }) => [from, to]),
    ...workloads.map(({ endpoint }) => endpoint.id),
  ]);
  return { ...known, rows, workloads, endpoints: endpoints.filter(({ id }) => named.has(id)) };
}
