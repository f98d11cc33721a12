import {
  coversAddresses,
  hasAddress,
  holds,
  type IpFamily,
  intersectAddresses,
  matches,
  noAddresses,
  ofFamily,
  type Selector,
} from '../kernel';
import type { BlockPeer, Cluster, FlowEnd, Peer, Pod, PodPeer } from '../model';
import { type Home, nodeHome, type Profile, podHome } from '../platform';
import { ALWAYS, assumed, both, either, NEVER, not, open, type PortTruth } from './port-truth';

const truth = (holds: boolean): PortTruth => (holds ? ALWAYS : NEVER);

/** Decides which ends a peer names. One for each compiled cluster. */
export interface PeerMatcher {
  matches(peer: Peer, policyNamespace: string, end: FlowEnd, family?: IpFamily): PortTruth;
  /** Whether policies see this pod as a pod at all. */
  seen(pod: Pod): PortTruth;
}

/** Prepares the facts of a profile once, and answers for any peer and end. */
export function peerMatcher(cluster: Cluster, profile: Profile): PeerMatcher {
  const pods = podHome(profile);
  const nodes = nodeHome(profile);
  const blocksMatchPods = assumed(profile.assume['ip-block-matches-pods'], 'ip-block-matches-pods');
  const hostIsPeer = assumed(profile.assume['host-network-is-peer'], 'host-network-is-peer');
  const seen = (pod: Pod) => (pod.hostNetwork ? hostIsPeer : ALWAYS);

  const inNamespaces = (selector: Selector, name: string): PortTruth => {
    const namespace = cluster.namespaces.get(name);
    const settled =
      namespace?.declared === true || profile.assume['undeclared-namespace-labels'] === 'absent';
    const labels = namespace?.labels ?? new Map<string, string>();
    return selector.requirements
      .map((requirement) =>
        settled || labels.has(requirement.key)
          ? truth(holds(requirement, labels))
          : open('undeclared-namespace-labels'),
      )
      .reduce(both, ALWAYS);
  };

  const byLabels = (peer: PodPeer, policyNamespace: string, end: FlowEnd): PortTruth => {
    if (end.kind !== 'pod') return NEVER;
    if (peer.pods !== undefined && !matches(peer.pods, end.pod.labels)) return NEVER;
    const namespace =
      peer.namespaces === undefined
        ? truth(end.pod.namespace === policyNamespace)
        : inNamespaces(peer.namespaces, end.pod.namespace);
    return both(namespace, seen(end.pod));
  };

  const byAddress = (block: BlockPeer, end: FlowEnd, family?: IpFamily): PortTruth => {
    if (end.kind !== 'pod') return truth(coversAddresses(block.addresses, end.addresses));
    if (family !== undefined && noAddresses(ofFamily(block.addresses, family))) return NEVER;
    const asPod = both(addressIn(block, end.pod, pods, 'pod-addresses'), blocksMatchPods);
    if (!end.pod.hostNetwork) return asPod;
    const asNode = addressIn(block, end.pod, nodes, 'node-addresses');
    return either(both(hostIsPeer, asPod), both(not(hostIsPeer), asNode));
  };

  return {
    seen,
    matches: (peer, policyNamespace, end, family) =>
      peer.kind === 'block' ? byAddress(peer, end, family) : byLabels(peer, policyNamespace, end),
  };
}

function addressIn(
  block: BlockPeer,
  pod: Pod,
  home: Home,
  reason: 'pod-addresses' | 'node-addresses',
): PortTruth {
  if (pod.addresses.length > 0) {
    return truth(pod.addresses.some((address) => hasAddress(block.addresses, address)));
  }
  if (noAddresses(intersectAddresses(block.addresses, home.possible))) return NEVER;
  return home.whole.some((part) => coversAddresses(block.addresses, part)) ? ALWAYS : open(reason);
}
