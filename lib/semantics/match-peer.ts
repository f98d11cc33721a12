import {
  type AddressSet,
  coversAddresses,
  hasAddress,
  holds,
  InternalError,
  intersectAddresses,
  matches,
  NO_ADDRESSES,
  noAddresses,
  ofFamily,
  type Selector,
  unionAddresses,
} from '../kernel';
import type { BlockPeer, FlowEnd, Peer, Pod, PodPeer, Policy } from '../model';
import { type Home, nodeHome, podHome } from '../platform';
import { isSeenAsPod } from './match-port';
import type { Question } from './question';
import { all, any, assumed, fact, NO, not, type Truth, unknown, YES } from './truth';
import type { PeerMatch, PeerTest } from './verdict';

/**
 * Whether a peer of `policy` names this end. Selectors in one peer are ANDed; the peers of a rule
 * are ORed by the caller (API type `NetworkPolicyPeer`).
 */
export function matchPeer(question: Question, policy: Policy, peer: Peer, end: FlowEnd): PeerMatch {
  const tests =
    peer.kind === 'block'
      ? [ipBlockTest(question, peer, end)]
      : podPeerTests(question, policy, peer, end);
  return { peer, tests, truth: all(tests.map(({ truth }) => truth)) };
}

/**
 * Whether the blocks of a rule together hold this end: two halves of the pod network hold every pod
 * of it, although neither is known to hold the one in question.
 */
export function matchBlocks(question: Question, peers: readonly Peer[], end: FlowEnd): Truth {
  const blocks = peers.flatMap((peer) => (peer.kind === 'block' ? [peer] : []));
  if (end.kind !== 'pod') return any(blocks.map((block) => blockOn(block, end.addresses)));
  const together = blocks.map(({ addresses }) => addresses).reduce(unionAddresses, NO_ADDRESSES);
  return blockOnPod(question, together, end.pod);
}

/**
 * Selectors name pods, never addresses. Without a namespaceSelector: pods of the policy's own
 * namespace (API type `NetworkPolicyPeer`, `podSelector` and `namespaceSelector`).
 */
function podPeerTests(question: Question, policy: Policy, peer: PodPeer, end: FlowEnd): PeerTest[] {
  if (end.kind !== 'pod') return [{ condition: 'podSelector', truth: NO }];
  const { pod } = end;
  const tests: PeerTest[] = [
    {
      condition: 'namespace',
      truth:
        peer.namespaces === undefined
          ? fact(pod.namespace === policy.namespace)
          : inNamespaces(question, peer.namespaces, pod.namespace),
    },
  ];
  if (peer.pods !== undefined) {
    tests.push({ condition: 'podSelector', truth: fact(matches(peer.pods, pod.labels)) });
  }
  if (pod.hostNetwork) {
    tests.push({ condition: 'host-network', truth: isSeenAsPod(question.profile, pod) });
  }
  return tests;
}

/**
 * Whether a namespace is selected. `kubernetes.io/metadata.name` is known for every namespace
 * (kubernetes.io, "Targeting a Namespace by its name"); of one that the input does not declare,
 * every other label is not.
 */
function inNamespaces({ cluster, profile }: Question, selector: Selector, name: string): Truth {
  const namespace = cluster.namespaces.get(name);
  if (namespace === undefined)
    throw new InternalError(`namespace \`${name}\` is not in the cluster`);
  const settled = namespace.declared || profile.assume['undeclared-namespace-labels'] === 'absent';
  return all(
    selector.requirements.map((requirement) =>
      settled || namespace.labels.has(requirement.key)
        ? fact(holds(requirement, namespace.labels))
        : unknown('undeclared-namespace-labels'),
    ),
  );
}

function ipBlockTest(question: Question, block: BlockPeer, end: FlowEnd): PeerTest {
  const truth =
    end.kind === 'pod'
      ? blockOnPod(question, block.addresses, end.pod)
      : blockOn(block, end.addresses);
  return { condition: 'ipBlock', truth };
}

/** A block without its exceptions (API type `IPBlock`). Families never mix: 0.0.0.0/0 holds no IPv6 address. */
function blockOn(block: BlockPeer, addresses: AddressSet): Truth {
  if (coversAddresses(block.addresses, addresses)) return YES;
  if (noAddresses(intersectAddresses(block.addresses, addresses))) return NO;
  throw new InternalError(`the block ${block.cidr} cuts an end of the flow in two`);
}

/**
 * Whether a block matches a pod's own address. The documentation only says that blocks should be
 * cluster-external (kubernetes.io, "ipBlock"); implementations differ. A host-network pod has the address of its node, and
 * is compared by it as any node is where it is not seen as a pod.
 */
function blockOnPod(question: Question, block: AddressSet, pod: Pod): Truth {
  const { profile } = question;
  const ofPods = assumed(profile.assume['ip-block-matches-pods'], 'ip-block-matches-pods');
  if (!pod.hostNetwork) {
    return all([holdsAddress(question, block, pod, podHome(profile), 'pod-addresses'), ofPods]);
  }
  return all([
    holdsAddress(question, block, pod, nodeHome(profile), 'node-addresses'),
    any([not(isSeenAsPod(profile, pod)), ofPods]),
  ]);
}

/** Whether the block holds the pod's address: the known one, or else one somewhere in `home`. */
function holdsAddress(
  { family }: Question,
  block: AddressSet,
  pod: Pod,
  home: Home,
  reason: 'pod-addresses' | 'node-addresses',
): Truth {
  const addresses = family === undefined ? block : ofFamily(block, family);
  if (pod.addresses.length > 0) {
    return fact(pod.addresses.some((address) => hasAddress(addresses, address)));
  }
  if (noAddresses(intersectAddresses(addresses, home.possible))) return NO;
  const whole = home.whole.some((part) => coversAddresses(addresses, part));
  return whole ? YES : unknown(reason);
}
