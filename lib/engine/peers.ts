import {
  type AddressSet,
  anyAddress,
  coversAddresses,
  hasAddress,
  holds,
  type IpFamily,
  intersectAddresses,
  matches,
  noAddresses,
  ofFamily,
  once,
  type Selector,
  unionAddresses,
} from '../kernel';
import type { Cluster, FlowEnd, Peer, Pod, PodPeer } from '../model';
import { type Home, nodeHome, type Profile, podHome } from '../platform';
import { ALWAYS, assumed, both, either, NEVER, not, open, type PortTruth } from './port-truth';

const truth = (holds: boolean): PortTruth => (holds ? ALWAYS : NEVER);

/** The peers of a rule, apart by what they look at. */
export interface RulePeers {
  readonly pods: readonly PodPeer[];
  /** The blocks as one: together they may hold an unknown address that none holds alone. */
  readonly blocks: AddressSet | undefined;
}

/** Prepares the peers of a rule. */
export const rulePeers: (peers: readonly Peer[]) => RulePeers = once((peers) => {
  const blocks = peers.flatMap((peer) => (peer.kind === 'block' ? [peer.addresses] : []));
  return {
    pods: peers.flatMap((peer) => (peer.kind === 'pods' ? [peer] : [])),
    blocks: blocks.length === 0 ? undefined : blocks.reduce(unionAddresses),
  };
});

/** Whether some of the peers of a rule names an end. */
export type PeerMatcher = (
  peers: RulePeers,
  policyNamespace: string,
  end: FlowEnd,
  family: IpFamily | undefined,
) => PortTruth;

/** Whether policies see a pod as a pod at all. */
export function seenUnder({ assume }: Profile): (pod: Pod) => PortTruth {
  const hostIsPeer = assumed(assume['host-network-is-peer'], 'host-network-is-peer');
  return (pod) => (pod.hostNetwork ? hostIsPeer : ALWAYS);
}

/** Prepares the facts of one profile. */
export function peerMatcher(cluster: Cluster, profile: Profile): PeerMatcher {
  const byLabels = labelMatcher(cluster, profile);
  const byAddress = blockMatcher(profile);
  return ({ pods, blocks }, policyNamespace, end, family) => {
    let truth = NEVER;
    if (end.kind === 'pod') {
      for (const peer of pods) {
        truth = either(truth, byLabels(peer, policyNamespace, end));
        if (truth === ALWAYS) return truth;
      }
    }
    return blocks === undefined ? truth : either(truth, byAddress(blocks, end, family));
  };
}

function labelMatcher(
  cluster: Cluster,
  profile: Profile,
): (peer: PodPeer, policyNamespace: string, end: FlowEnd) => PortTruth {
  const seen = seenUnder(profile);
  const inNamespaces = namespaceMatcher(cluster, profile);
  return (peer, policyNamespace, end) => {
    if (end.kind !== 'pod') return NEVER;
    const { pod } = end;
    if (peer.namespaces === undefined && pod.namespace !== policyNamespace) return NEVER;
    if (peer.pods !== undefined && !matches(peer.pods, pod.labels)) return NEVER;
    if (peer.namespaces === undefined) return seen(pod);
    return both(inNamespaces(peer.namespaces, pod.namespace), seen(pod));
  };
}

type AddressMatcher = (block: AddressSet, end: FlowEnd, family?: IpFamily) => PortTruth;

function blockMatcher(profile: Profile): AddressMatcher {
  const pods = podHome(profile);
  const nodes = nodeHome(profile);
  const ofPods = assumed(profile.assume['ip-block-matches-pods'], 'ip-block-matches-pods');
  const hostIsPeer = assumed(profile.assume['host-network-is-peer'], 'host-network-is-peer');
  const ofHosts = either(not(hostIsPeer), ofPods);
  return (block, end, family) => {
    if (end.kind !== 'pod') return truth(holdsOneOf(block, end.addresses));
    const addresses = family === undefined ? block : ofFamily(block, family);
    return end.pod.hostNetwork
      ? both(addressIn(addresses, end.pod, nodes, 'node-addresses'), ofHosts)
      : both(addressIn(addresses, end.pod, pods, 'pod-addresses'), ofPods);
  };
}

/** No block cuts an address end of the cluster in two, so one of its addresses speaks for all. */
function holdsOneOf(block: AddressSet, addresses: AddressSet): boolean {
  const example = anyAddress(addresses);
  return example !== undefined && hasAddress(block, example);
}

/** Which namespaces a selector names; each is asked once. */
export function namespaceMatcher(
  { namespaces }: Cluster,
  profile: Profile,
): (selector: Selector, name: string) => PortTruth {
  const absent = profile.assume['undeclared-namespace-labels'] === 'absent';
  const answers = new Map<Selector, Map<string, PortTruth>>();
  const ask = (selector: Selector, name: string): PortTruth => {
    const namespace = namespaces.get(name);
    const settled = namespace?.declared === true || absent;
    const labels = namespace?.labels ?? new Map<string, string>();
    return selector.requirements
      .map((requirement) =>
        settled || labels.has(requirement.key)
          ? truth(holds(requirement, labels))
          : open('undeclared-namespace-labels'),
      )
      .reduce(both, ALWAYS);
  };
  return (selector, name) => {
    const known = answers.get(selector) ?? new Map<string, PortTruth>();
    answers.set(selector, known);
    const answer = known.get(name) ?? ask(selector, name);
    known.set(name, answer);
    return answer;
  };
}

function addressIn(
  block: AddressSet,
  pod: Pod,
  home: Home,
  reason: 'pod-addresses' | 'node-addresses',
): PortTruth {
  if (pod.addresses.length > 0) {
    return truth(pod.addresses.some((address) => hasAddress(block, address)));
  }
  return homeIn(block, home) ?? open(reason);
}

/** Whether a block holds an unknown address of this home; undefined where it may. */
export function homeIn(block: AddressSet, home: Home): PortTruth | undefined {
  if (noAddresses(intersectAddresses(block, home.possible))) return NEVER;
  return home.whole.some((part) => coversAddresses(block, part)) ? ALWAYS : undefined;
}
