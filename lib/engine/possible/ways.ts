import { type Direction, once } from '../../kernel';
import type { Pod } from '../../model';
import type { GateContext } from '../gate';
import { type Alternative, alternatives } from './alternatives';
import type { SearchEnd, SearchEnds } from './ends';
import { placeLikeness } from './place-likeness';
import type { Place } from './places';
import type { PossiblePods } from './prepare';
import type { Reading } from './reading';
import type { Side } from './space';

/**
 * Every way through one gate, whatever a host-network pod turns out to be. The same list for other
 * ends in namespaces that the rules of this gate cannot tell apart (`placeLikeness`), so that of the
 * thousands of namespaces of a large cluster each kind is looked at once. `reading` is one of `pods`.
 */
export function waysThrough(
  pods: PossiblePods,
  reading: Reading,
  direction: Direction,
  ends: SearchEnds,
): readonly Alternative[] {
  const [subject, other] = direction === 'egress' ? [ends.from, ends.to] : [ends.to, ends.from];
  // Pods that are known are hardly alike: a list for each pair of them would never be used again.
  if (subject.kind === 'outside' || other.kind === 'known') {
    return eachWay(pods, reading, direction, ends);
  }
  const { bound, family, purpose } = reading;
  const asked = `${direction} ${bound} ${purpose} ${family}`;
  const here = knownWays(pods)(subject.kind === 'known' ? subject.pod : subject.place);
  const known = here.get(asked) ?? new Map<Place | string, readonly Alternative[]>();
  here.set(asked, known);
  const likeness = likenessOf(pods, subject.place, other);
  const ways = known.get(likeness) ?? eachWay(pods, reading, direction, ends);
  known.set(likeness, ways);
  return ways;
}

/** By the subject, by what is asked, and by the likeness of the other end. */
const knownWays = once((_: PossiblePods) =>
  once((_: Pod | Place) => new Map<string, Map<Place | string, readonly Alternative[]>>()),
);

/** Its own namespace sees itself as no other does. */
function likenessOf(
  { policiesIn }: PossiblePods,
  home: Place,
  other: Exclude<SearchEnd, { kind: 'known' }>,
): Place | string {
  if (other.kind === 'outside') return other.kind;
  const isHere = home.name !== undefined && other.place.name === home.name;
  return isHere ? other.place : placeLikeness(policiesIn(home))(other.place);
}

/**
 * Where the profile does not say whether policies see a host-network pod as a pod or as its node, one
 * reading makes a flow possible, and only both together make it certain: a way is then a pair of
 * ways, one under each.
 */
function eachWay(
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
