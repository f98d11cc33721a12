import type { Policy, Rule } from '../../../model';
import type { Assume } from '../../../platform';
import { type GateContext, gateContext } from '../../gate';
import type { Bound, SearchEnd } from '../ends';
import type { PossiblePods } from '../prepare';

/** One way to read what the API leaves open. */
export interface GateReading {
  readonly context: GateContext;
  readonly bound: Bound;
  /** Whether it takes the profile as it is; else it answers what the profile leaves open. */
  readonly isTold: boolean;
}

/**
 * Every reading under which a gate has to let the same through, the one that most often tells two
 * rules apart first: what may pass and what certainly passes as far as the profile tells, and what
 * may pass in each kind of cluster that fits it.
 */
export function gateReadings(
  pods: PossiblePods,
  ends: readonly SearchEnd[],
): readonly GateReading[] {
  const { context, cluster } = pods;
  const told: readonly GateReading[] = [
    { context, bound: 'possible', isTold: true },
    { context, bound: 'certain', isTold: true },
  ];
  const open: Assume[] = [{}];
  const split = (id: 'ip-block-matches-pods' | 'host-network-is-peer', matters: boolean) => {
    if (!matters || context.profile.assume[id] !== undefined) return;
    const both = open.flatMap((each) => [true, false].map((answer) => ({ ...each, [id]: answer })));
    open.splice(0, open.length, ...both);
  };
  split('ip-block-matches-pods', cluster.policies.some(namesBlocks));
  split('host-network-is-peer', ends.some(isOnHost));
  if (open.length === 1) return told;
  return [
    ...told,
    ...open.map((answers): GateReading => {
      const { profile } = context;
      const settled = { ...profile, assume: { ...profile.assume, ...answers } };
      const settledContext = gateContext(cluster, settled, () => undefined);
      return { context: settledContext, bound: 'possible', isTold: false };
    }),
  ];
}

function namesBlocks({ rules }: Policy): boolean {
  return [...rules.ingress, ...rules.egress].some(hasBlock);
}

/** Whether a rule names addresses. */
export function hasBlock({ peers }: Rule): boolean {
  return peers.some(({ kind }) => kind === 'block');
}

/** Whether an end is a known pod with the address of its node. */
export function isOnHost(end: SearchEnd): boolean {
  return end.kind === 'known' && end.pod.hostNetwork;
}
