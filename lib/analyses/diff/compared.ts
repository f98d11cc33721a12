import { compile, type Evaluator, podClasses } from '../../engine';
import { once } from '../../kernel';
import type { Cluster, FlowEnd, Pod } from '../../model';
import type { Profile } from '../../platform';
import { type PerSide, perSide } from './per-side';
import { withSameObjects } from './same-objects';
import { type Written, writtenIn } from './written';

/** Both sides, prepared for every question about their difference. */
export interface Compared {
  readonly clusters: PerSide<Cluster>;
  readonly profile: Profile;
  readonly evaluators: PerSide<Evaluator>;
  readonly written: PerSide<Written>;
  /** Pods of one class get the same verdicts from the policies of either side. */
  readonly classOf: (pod: Pod) => number;
}

/** A pair of ends, as each side knows them. */
export interface ComparedPair {
  readonly from: PerSide<FlowEnd>;
  readonly to: PerSide<FlowEnd>;
}

/** Prepares two clusters under one profile. */
export function compared(given: PerSide<Cluster>, profile: Profile): Compared {
  const clusters = withSameObjects(given);
  return {
    clusters,
    profile,
    evaluators: perSide((side) => compile(clusters[side], profile)),
    written: perSide((side) => writtenIn(clusters[side])),
    classOf: podClasses(jointly(clusters)),
  };
}

/** The policies of both sides over everybody, to see whom any of them tells apart: no cluster that exists. */
export const jointly = once(
  ({ before, after }: PerSide<Cluster>): Cluster => ({
    ...after,
    workloads:
      before.workloads === after.workloads
        ? after.workloads
        : [...new Set([...before.workloads, ...after.workloads])],
    policies: [...new Set([...before.policies, ...after.policies])],
  }),
);
