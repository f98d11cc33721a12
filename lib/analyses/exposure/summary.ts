import { DIRECTIONS, type Direction } from '../../kernel';
import type {
  Exposure,
  ExposureResult,
  ExposureSide,
  ExposureTopic,
  WorkloadExposure,
} from '../../results';

type Key = `${Direction} ${ExposureTopic}`;

/** Everything that is told of, in the order in which people ask. */
export const TOPICS: readonly ExposureTopic[] = [
  'entry-points',
  'internet',
  'private',
  'namespaces',
  'possible',
  'metadata',
  'api-server',
];

/** How many workloads are exposed to what. */
export function summaryOf(
  workloads: readonly WorkloadExposure[],
  policies: number,
): ExposureResult['summary'] {
  const counting = (passes: (side: ExposureSide) => boolean) => (direction: Direction) =>
    workloads.filter(({ sides }) => {
      const side = sides[direction];
      return side !== undefined && passes(side);
    }).length;
  const open = counting(({ standing }) => standing === 'not-isolated');
  const tally = (passes: (side: ExposureSide, topic: ExposureTopic) => boolean) => {
    const counts = DIRECTIONS.flatMap((direction) =>
      TOPICS.map((topic): readonly [Key, number] => [
        `${direction} ${topic}`,
        counting((side) => passes(side, topic))(direction),
      ]),
    );
    return Object.fromEntries(counts.filter(([, number]) => number > 0));
  };
  return {
    workloads: workloads.length,
    policies,
    notIsolated: { egress: open('egress'), ingress: open('ingress') },
    allowed: tally((side, topic) => hasSure(side, topic)),
    undecided: tally((side, topic) => !hasSure(side, topic) && hasOpen(side, topic)),
  };
}

function hasSure({ exposures }: ExposureSide, topic: ExposureTopic): boolean {
  return exposures.some((each) => each.topic === topic && isSure(each));
}

function isSure({ allowed, named = [] }: Exposure): boolean {
  return Object.keys(allowed).length > 0 || named.some(({ verdict }) => verdict === 'allowed');
}

function hasOpen({ exposures, overBudget }: ExposureSide, topic: ExposureTopic): boolean {
  if (topic === 'possible' && overBudget !== undefined) return true;
  return exposures.some((each) => each.topic === topic && isOpen(each));
}

function isOpen({ undecided, named = [] }: Exposure): boolean {
  return Object.keys(undecided).length > 0 || named.length > 0;
}
