import { matches, once, toCidrs } from '../../../kernel';
import type { BlockPeer, Peer, Policy, Rule } from '../../../model';
import { DNS_PLATFORM_NAMES, DNS_PLATFORMS } from '../../../platform';
import type { Examined } from '../check';
import { backedBy } from './backing';
import { knownPods } from './known-pods';
import { type NamedPods, namedBy } from './named-by';
import { opensPort } from './port-entries';

/**
 * Whether these policies let pods out to somebody whom one calls by name: to pods behind a Service, to
 * everywhere, or to a block of several addresses.
 */
export function needsNames(examined: Examined, policies: readonly Policy[]): boolean {
  return policies.some((policy) =>
    policy.rules.egress.some(
      ({ peers }) => peers.length === 0 || peers.some((peer) => hasName(examined, policy, peer)),
    ),
  );
}

function hasName(examined: Examined, policy: Policy, peer: Peer): boolean {
  if (peer.kind === 'block') return !isOneAddress(peer);
  return haveServices(examined)(namedBy(examined, policy, peer));
}

/** Whether a Service leads to some of these pods. */
const haveServices = once((examined: Examined) =>
  once(({ certain }: NamedPods) => certain.some(({ pod }) => backedBy(examined, pod).length > 0)),
);

/** Who writes down one address asks nobody for it. */
function isOneAddress({ addresses }: BlockPeer): boolean {
  const [first, ...more] = toCidrs(addresses);
  return first !== undefined && more.length === 0 && first.first === first.last;
}

/**
 * Whether no rule of these policies can mean name servers of which the input does not tell: pods, over
 * UDP 53, while neither the profile nor a known pod says who answers; or a block, where the profile does
 * not settle which addresses answer.
 */
export function leavesNoServerOpen(examined: Examined, policies: readonly Policy[]): boolean {
  const { dns, assume } = examined.profile;
  const arePodsTold = dns !== undefined || hasNameServers(examined);
  const areAddressesTold = dns !== undefined && assume['policy-sees-service-ip'] === false;
  const isTold = { pods: arePodsTold, block: areAddressesTold };
  const mayMeanThem = (rule: Rule) =>
    mayOpenDns(rule) && rule.peers.some(({ kind }) => !isTold[kind]);
  return !policies.some(({ rules }) => rules.egress.some(mayMeanThem));
}

/** Without ports, a rule for pods is not about DNS; one for a block may hold a server all the same. */
function mayOpenDns(rule: Rule): boolean {
  const isForBlocks = rule.peers.some(({ kind }) => kind === 'block');
  return (rule.ports.length > 0 || isForBlocks) && opensPort(rule, 'UDP', 53);
}

function hasNameServers(examined: Examined): boolean {
  return DNS_PLATFORM_NAMES.flatMap((name) => DNS_PLATFORMS[name].servers).some((server) => {
    if (server.kind === 'address') return false;
    const requirements = Object.entries(server.labels).map(
      ([key, value]) => ({ key, operator: 'In', values: [value] }) as const,
    );
    const here = knownPods(examined).get(server.namespace) ?? [];
    return here.some(({ pod }) => matches({ requirements }, pod.labels));
  });
}
