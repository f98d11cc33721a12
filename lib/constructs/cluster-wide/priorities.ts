import type { IConstruct } from 'constructs';
import { CLUSTER_POLICY_LIMITS, type ClusterTier } from '../../platform';
import { decline } from '../composite-refusals';
import { show } from '../dsl';

/** Who has which priority of a tier, by root of the tree: a cluster has one order, not one a chart. */
const TAKEN = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Takes a priority of a tier in the whole app: of two policies with the same one, which comes first
 * is up to the implementation.
 *
 * @throws {InvalidInputError} for what is no priority, or one that another policy of the app has
 */
export function claimPriority(policy: IConstruct, tier: ClusterTier, priority: number): void {
  const { min, max } = CLUSTER_POLICY_LIMITS.priority;
  const given: unknown = priority;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < min || given > max) {
    const message = `\`priority\` is ${show(given)}: it must be a whole number from ${min} to ${max}`;
    const help = 'give a number: the lower one is asked first';
    decline({ code: 'constructs/illegal-cluster-policy', message, help });
  }
  const { root } = policy.node;
  const taken = TAKEN.get(root) ?? new Map<string, string>();
  TAKEN.set(root, taken);
  const key = `${tier} ${priority}`;
  const first = taken.get(key);
  if (first !== undefined) {
    decline({
      code: 'constructs/duplicate-priority',
      message: `\`${policy.node.path}\` and \`${first}\` both have priority ${priority} in tier ${tier}`,
      help: `give one of them another: ${freeNear(taken, tier, priority)} is free`,
    });
  }
  taken.set(key, policy.node.path);
}

function freeNear(taken: ReadonlyMap<string, string>, tier: ClusterTier, priority: number): number {
  const { min, max } = CLUSTER_POLICY_LIMITS.priority;
  const all = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const isFree = (each: number) => !taken.has(`${tier} ${each}`);
  return all.find((each) => each > priority && isFree(each)) ?? all.find(isFree) ?? max;
}
