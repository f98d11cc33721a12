import type { Policy } from '../../model';
import type { Assume } from '../../platform';
import { type GateContext, gateContext } from '../gate';
import type { Bound, SearchEnd } from './ends';
import type { PossiblePods } from './prepare';

/** One way to read what the API leaves open. */
export interface GateReading {
  readonly context: GateContext;
  readonly bound: Bound;
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
    { context, bound: 'possible' },
    { context, bound: 'certain' },
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
      return { context: gateContext(cluster, settled, () => undefined), bound: 'possible' };
    }),
  ];
}

function namesBlocks({ rules }: Policy): boolean {
  const all = [...rules.ingress, ...rules.egress];
  return all.some(({ peers }) => peers.some(({ kind }) => kind === 'block'));
}

function isOnHost(end: SearchEnd): boolean {
  return end.kind === 'known' && end.pod.hostNetwork;
}
