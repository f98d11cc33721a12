import { type IpFamily, lazy, once } from '../../kernel';
import type { FlowEnd, Pod } from '../../model';
import type { Profile } from '../../platform';
import { familiesBetween } from '../families';
import type { SearchEnd, SearchEnds } from './ends';
import type { EndBox } from './flow-box';
import { namespaceNames } from './flow-boxes';
import type { Place } from './places';
import { plainPod } from './plain-pod';
import type { PossiblePods } from './prepare';

/** What can stand at an end that one of these boxes describes; for boxes without names the same list each time. */
export function candidates(pods: PossiblePods, boxes: readonly EndBox[]): readonly SearchEnd[] {
  const named = boxes.filter(({ kind }) => kind === 'pods').map(namespaceNames);
  const hasAddresses = boxes.some(({ kind }) => kind === 'addresses');
  const { all, withOutside, possible, known } = endsIn(pods);
  if (named.includes(undefined)) return hasAddresses ? withOutside() : all();
  const names = new Set(named.flatMap((each) => each ?? []));
  return [
    ...[...names].flatMap((name) => pods.placeNamed(name) ?? []).map(possible),
    ...pods.special.filter(({ namespace }) => names.has(namespace)).map(known),
    ...(hasAddresses ? [OUTSIDE] : []),
  ];
}

const OUTSIDE: SearchEnd = { kind: 'outside' };

/** The same ends each time: what is asked of them is remembered. */
const endsIn = once((pods: PossiblePods) => {
  const possible = once((place: Place): SearchEnd => ({ kind: 'possible', place }));
  const known = once((pod: Pod): SearchEnd => knownEnd(pods, pod));
  const all = lazy(() => [...pods.places.map(possible), ...pods.special.map(known)]);
  const withOutside = lazy(() => [...all(), OUTSIDE]);
  return { possible, known, all, withOutside };
});

/** A known pod as an end of a search. */
export function knownEnd({ placeNamed }: Pick<PossiblePods, 'placeNamed'>, pod: Pod): SearchEnd {
  const place = placeNamed(pod.namespace) ?? nowhere(pod.namespace);
  return { kind: 'known', pod, place };
}

function nowhere(name: string): Place {
  return { name, known: new Map(), others: 'untold' };
}

/** Whether a search has to look between two ends: addresses have no flows among themselves. */
export function isWorthLooking({ from, to }: SearchEnds): boolean {
  if (from.kind === 'outside' && to.kind === 'outside') return false;
  return !(from.kind === 'known' && to.kind === 'known');
}

/** The families that a flow between two ends can use. */
export function familiesOf(
  { from, to }: SearchEnds,
  profile: Profile,
): readonly (IpFamily | undefined)[] {
  return familiesBetween(stands(from), stands(to), profile);
}

const ANY_POD: FlowEnd = {
  kind: 'pod',
  pod: plainPod({ namespace: '', labels: new Map(), ports: [], addresses: [] }),
};

function stands(end: SearchEnd): FlowEnd {
  if (end.kind === 'outside') return { kind: 'addresses', addresses: { 4: [], 6: [] } };
  return end.kind === 'known' ? { kind: 'pod', pod: end.pod } : ANY_POD;
}
