import type { PossiblePods } from '../../../engine';
import { type Direction, hasAddress, holds, matches, once, type Selector } from '../../../kernel';
import type { Peer, Pod } from '../../../model';
import { ownGate, portNames, portsNamed } from '../own-gate';
import type { Place } from './place';

type PodPeer = Extract<Peer, { kind: 'pods' }>;

/**
 * The same for known pods that pods of a place cannot tell apart: the same policies isolate them, the
 * rules of the place name the same of them, and their ports, addresses and network are alike.
 */
export function subjectKey(
  pods: PossiblePods,
  direction: Direction,
): (subject: Pod, place: Place) => string {
  const { cluster, placeNamed } = pods;
  const other: Direction = direction === 'egress' ? 'ingress' : 'egress';
  const gateOf = ownGate(cluster, direction);
  const own = once((subject: Pod) => `${gateOf(subject)} ${addressKey(pods, subject)}`);
  const peersOf = once((place: Place) => peersIn(pods, place, other));
  const namesIn = portNames(other);
  const namesOf = once((place: Place) => pods.policiesIn(place).map(namesIn));
  return (subject, place) => {
    const home = placeNamed(subject.namespace);
    const named = peersOf(place).map((peer) => (mayName(peer, subject, home, place) ? 1 : 0));
    return [
      home?.others === 'none' ? '' : subject.namespace,
      home === place ? 'here' : 'there',
      own(subject),
      named.join(''),
      direction === 'egress' ? '' : JSON.stringify(portsNamed(subject, namesOf(place))),
    ].join('\n');
  };
}

/** Where the known addresses of a pod lie, among those that no policy tells apart. */
function addressKey({ space }: PossiblePods, { addresses }: Pod): string {
  const { addressAtoms } = space.vocabulary;
  return addresses
    .map((address) => {
      const at = addressAtoms.findIndex((atom) => hasAddress(atom, address));
      return `${address.family}:${at}`;
    })
    .join();
}

/** The peers that name pods in the rules of a place, each once. */
function peersIn(
  { policiesIn }: PossiblePods,
  place: Place,
  direction: Direction,
): readonly PodPeer[] {
  const peers = policiesIn(place)
    .filter(({ isolates }) => isolates.includes(direction))
    .flatMap(({ rules }) => rules[direction].flatMap((rule) => rule.peers))
    .flatMap((peer) => (peer.kind === 'pods' ? [peer] : []));
  const form = ({ namespaces, pods }: PodPeer) => JSON.stringify([namespaces ?? 0, pods ?? 0]);
  return [...new Map(peers.map((peer) => [form(peer), peer])).values()];
}

/** Whether a peer names the pod, or does if the labels of its namespace are such that are not told. */
function mayName(
  { namespaces, pods }: PodPeer,
  subject: Pod,
  home: Place | undefined,
  place: Place,
): boolean {
  if (pods !== undefined && !matches(pods, subject.labels)) return false;
  if (namespaces === undefined) return home === place;
  return home === undefined || home.others !== 'none' || isAmong(namespaces, home);
}

function isAmong({ requirements }: Selector, { known }: Place): boolean {
  return requirements.every((requirement) => holds(requirement, known));
}
