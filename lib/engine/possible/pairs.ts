import type { IpFamily } from '../../kernel';
import type { FlowEnd } from '../../model';
import type { Profile } from '../../platform';
import { familiesBetween } from '../families';
import type { SearchEnd, SearchEnds } from './ends';
import type { EndBox } from './flow-box';
import type { Place } from './places';
import { plainPod } from './plain-pod';
import type { PossiblePods } from './prepare';

/** What can stand at an end that one of these boxes describes. */
export function candidates(pods: PossiblePods, boxes: readonly EndBox[]): readonly SearchEnd[] {
  const hasPods = boxes.some(({ kind }) => kind === 'pods');
  const hasAddresses = boxes.some(({ kind }) => kind === 'addresses');
  return [
    ...(hasPods ? pods.places.map((place): SearchEnd => ({ kind: 'possible', place })) : []),
    ...(hasPods ? pods.special.map((pod) => knownEnd(pods, pod)) : []),
    ...(hasAddresses ? [{ kind: 'outside' } as const] : []),
  ];
}

/** A known pod as an end of a search. */
export function knownEnd(
  { places }: Pick<PossiblePods, 'places'>,
  pod: Extract<SearchEnd, { kind: 'known' }>['pod'],
): SearchEnd {
  const place = places.find(({ name }) => name === pod.namespace) ?? nowhere(pod.namespace);
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
