import { DIRECTIONS, type Direction } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type {
  Endpoint,
  EntryPointResult,
  Exposure,
  ExposureResult,
  ExposureSide,
  ExposureTopic,
  WorkloadExposure,
} from '../../results';
import { isolating, policyRef, standingOf } from '../shared/isolation';
import { regionsFor } from '../shared/regions';
import type { PodEnd } from '../shared/workload-endpoints';
import { addressExposures, partsOf } from './addresses';
import { API_SERVER_GAP, apiServerRegion, apiServerSomewhere } from './api-server';
import { type Context, contextOf } from './context';
import { entryExposures } from './entry-exposures';
import { knownExposures } from './known';
import { ownGate } from './own-gate';
import { type PossibleAnswer, possibleExposures } from './possible/possible-exposures';
import { summaryOf, TOPICS } from './summary';
import { refuseTooManyPeers } from './too-many';

/** What is asked about exposure. */
export interface ExposureQuery {
  /** The workloads whose ways in, or out, are told. @default - every one, both ways */
  readonly asked?: { readonly [direction in Direction]?: (endpoint: Endpoint) => boolean };
  /** @default - every one */
  readonly topics?: readonly ExposureTopic[];
  /** Where the outside comes in, as `entryPoints` answers it. @default - nowhere */
  readonly entryPoints?: readonly EntryPointResult[];
  /** Answers for which more pairs than this have to be looked at are refused. @default - 4 million */
  readonly maxPairs?: number;
  /** How many steps the exact answer about possible pods may take, for each workload. @default - 200,000 */
  readonly budget?: number;
  /** Told how many of the workloads have been looked at. @default - nobody is told */
  readonly progress?: (done: number, total: number) => void;
}

const BUDGET = 200_000;

/**
 * What of each workload is reached by the outside, by other namespaces and by pods that do not exist
 * yet, and what of these, of cloud metadata and of the API server it reaches.
 *
 * @throws {UsageError} where more pairs than `maxPairs` would have to be looked at
 */
export function exposure(
  cluster: Cluster,
  profile: Profile,
  query: ExposureQuery = {},
): ExposureResult {
  const context = contextOf(cluster, profile);
  const { asked } = query;
  const isAsked = (direction: Direction, { endpoint }: PodEnd) =>
    asked === undefined || (asked[direction]?.(endpoint) ?? false);
  const subjects = context.ends.filter((end) => DIRECTIONS.some((each) => isAsked(each, end)));
  const meant = {
    egress: subjects.filter((end) => isAsked('egress', end)),
    ingress: subjects.filter((end) => isAsked('ingress', end)),
  };
  const isTold = (topic: ExposureTopic) => query.topics?.includes(topic) ?? true;
  refuseTooManyPeers(context, { subjects: meant, isTold }, query.maxPairs);
  const sideOf = Object.fromEntries(
    DIRECTIONS.map((direction) => [
      direction,
      sidesIn(context, direction, meant[direction], query),
    ]),
  );
  const workloads = subjects.map((end, done): WorkloadExposure => {
    query.progress?.(done, subjects.length);
    const sides = DIRECTIONS.filter((direction) => isAsked(direction, end)).map(
      (direction) => [direction, sideOf[direction]?.(end)] as const,
    );
    return { endpoint: end.endpoint, sides: Object.fromEntries(sides) };
  });
  const rules = context.openings.rules();
  const gaps = isGap(context, query, workloads) ? [API_SERVER_GAP] : [];
  return {
    schemaVersion: '1',
    profile: profile.name,
    topics: TOPICS.filter((topic) => query.topics?.includes(topic) ?? true),
    workloads,
    rules,
    unknown: gaps,
    summary: summaryOf(workloads, cluster.policies.length),
  };
}

/** The addresses of the API server are missed only by whoever asks where something goes. */
function isGap(
  { cluster, profile }: Context,
  { topics }: ExposureQuery,
  workloads: readonly WorkloadExposure[],
): boolean {
  const isTold = topics?.includes('api-server') ?? true;
  const isOut = workloads.some(({ sides }) => sides.egress !== undefined);
  return isTold && isOut && apiServerRegion(cluster, profile) === undefined;
}

/** The exposures of one topic, or of several that are found alike. */
type Find = (subject: PodEnd) => PossibleAnswer;

function sidesIn(
  context: Context,
  direction: Direction,
  subjects: readonly PodEnd[],
  query: ExposureQuery,
): (subject: PodEnd) => ExposureSide {
  const { cluster, profile } = context;
  // Of a direction that nobody asks about, nothing is prepared.
  const finds = subjects.length === 0 ? [] : findsFor(context, direction, subjects, query);
  const { budget = BUDGET } = query;
  return (subject) => {
    const [pod] = subject.pods;
    const found = finds.map((find) => find(subject));
    return {
      standing: standingOf(cluster, profile, pod, direction),
      isolatedBy: isolating(cluster, pod, direction).map(policyRef),
      exposures: found.flatMap(({ exposures }) => exposures),
      ...(found.some(({ overBudget }) => overBudget) && { overBudget: budget }),
    };
  };
}

function findsFor(
  context: Context,
  direction: Direction,
  subjects: readonly PodEnd[],
  { topics, entryPoints = [], budget = BUDGET }: ExposureQuery,
): readonly Find[] {
  const isTold = (topic: ExposureTopic) => topics?.includes(topic) ?? true;
  const known = (find: (subject: PodEnd) => readonly Exposure[]): Find => {
    return (subject) => ({ exposures: find(subject), overBudget: false });
  };
  const ways = direction === 'ingress' ? entryPoints : [];
  const somewhere =
    direction === 'egress' && apiServerRegion(context.cluster, context.profile) === undefined;
  return [
    ...(isTold('entry-points') ? [known(entryExposures(context, ways))] : []),
    known(addressesIn(context, direction, isTold)),
    ...(somewhere && isTold('api-server') ? [known(apiServerSomewhere(context))] : []),
    ...(isTold('namespaces') ? [known(knownExposures(context, direction))] : []),
    ...(isTold('possible') ? [possibleExposures(context, direction, subjects, budget)] : []),
  ];
}

function addressesIn(
  context: Context,
  direction: Direction,
  isTold: (topic: ExposureTopic) => boolean,
): (subject: PodEnd) => readonly Exposure[] {
  const { cluster, profile } = context;
  const apiServer = direction === 'egress' ? apiServerRegion(cluster, profile) : undefined;
  const regions = [
    ...regionsFor(profile, direction),
    ...(apiServer === undefined ? [] : [apiServer]),
  ];
  const parts = partsOf(
    cluster,
    regions.filter(({ topic }) => isTold(topic)),
  );
  const gateOf = ownGate(cluster, direction);
  const known = new Map<string, readonly Exposure[]>();
  return (subject) => {
    const key = gateOf(subject.pods[0]);
    const found = known.get(key) ?? addressExposures(context, direction, subject, parts);
    known.set(key, found);
    return found.filter(({ topic }) => isTold(topic));
  };
}
