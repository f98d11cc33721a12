import { addressesIn, coversAddresses, type Labels, matches } from '../../../kernel';
import { NAMESPACE_NAME_LABEL, type Peer, type Policy } from '../../../model';
import {
  DNS_PLATFORM_NAMES,
  DNS_PLATFORMS,
  type DnsPlatform,
  type DnsServer,
  NODE_DNS,
  type Profile,
} from '../../../platform';
import { asksForLabels } from './destinations';

/** How a peer means a name server: by its labels or its address, or among many others. */
type Meaning = 'by-name' | 'among-others' | 'not';

/** How a peer of a policy means the name servers of a platform. */
export function meansServers(policy: Policy, peer: Peer, { servers }: DnsPlatform): Meaning {
  const meanings = servers.map((server) => meansServer(policy, peer, server));
  if (meanings.includes('by-name')) return 'by-name';
  return meanings.includes('among-others') ? 'among-others' : 'not';
}

function meansServer(policy: Policy, peer: Peer, server: DnsServer): Meaning {
  if (server.kind === 'address') {
    if (peer.kind !== 'block') return 'not';
    const address = addressesIn(server.cidr);
    if (!coversAddresses(peer.addresses, address)) return 'not';
    return coversAddresses(address, peer.addresses) ? 'by-name' : 'among-others';
  }
  if (peer.kind !== 'pods') return 'not';
  const { namespaces, pods } = peer;
  const name: Labels = new Map([[NAMESPACE_NAME_LABEL, server.namespace]]);
  const isInside =
    namespaces === undefined ? policy.namespace === server.namespace : matches(namespaces, name);
  const isThem = pods === undefined || matches(pods, new Map(Object.entries(server.labels)));
  if (!isInside || !isThem) return 'not';
  const isNamed = asksForLabels(pods) || (namespaces !== undefined && asksForLabels(namespaces));
  return isNamed ? 'by-name' : 'among-others';
}

/** The platforms that answer under a profile; undefined where it does not say. */
export function ownPlatforms({ dns }: Profile): readonly DnsPlatform[] | undefined {
  return dns?.map((name) => DNS_PLATFORMS[name]);
}

/**
 * The platforms that do not answer under a profile. Those whose addresses nodes ask are left out, because
 * pods with dnsPolicy Default ask them too.
 */
export function otherPlatforms({ dns }: Profile): readonly DnsPlatform[] {
  return DNS_PLATFORM_NAMES.filter(
    (name) => dns !== undefined && !dns.includes(name) && !NODE_DNS.includes(name),
  ).map((name) => DNS_PLATFORMS[name]);
}
