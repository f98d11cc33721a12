import type { Direction } from '../../kernel';
import type { GateContext } from '../gate';
import { type Alternative, alternatives } from './alternatives';
import type { SearchEnds } from './ends';
import type { PossiblePods } from './prepare';
import type { Reading } from './reading';
import type { Side } from './space';

/**
 * Every way through one gate, whatever a host-network pod turns out to be. Where the profile does
 * not say whether policies see it as a pod or as its node, one reading makes a flow possible, and
 * only both together make it certain: a way is then a pair of ways, one under each.
 */
export function waysThrough(
  pods: PossiblePods,
  reading: Reading,
  direction: Direction,
  ends: SearchEnds,
): readonly Alternative[] {
  const subject = ends[direction === 'egress' ? 'from' : 'to'];
  const policies = subject.kind === 'outside' ? [] : pods.policiesIn(subject.place);
  const under = (context: GateContext) =>
    alternatives({ ...reading, context }, policies, direction, ends);
  const { profile } = reading.context;
  if (profile.assume['host-network-is-peer'] !== undefined || !hasHost(ends)) {
    return under(reading.context);
  }
  const [seen, unseen] = [under(pods.hosts.seen), under(pods.hosts.unseen)];
  if (reading.bound === 'possible') return [...seen, ...unseen];
  return seen.flatMap((one) => unseen.map((other) => together(one, other)));
}

function hasHost(ends: SearchEnds): boolean {
  return (['from', 'to'] satisfies Side[]).some((side) => {
    const end = ends[side];
    return end.kind === 'known' && end.pod.hostNetwork;
  });
}

function together(one: Alternative, other: Alternative): Alternative {
  return {
    opening: one.opening.kind === 'rule' ? one.opening : other.opening,
    by: one.by === 'address' && other.by === 'address' ? 'address' : 'other',
    literals: [...one.literals, ...other.literals],
    clauses: [...one.clauses, ...other.clauses],
  };
}
