import {
  type AddressSet,
  addressesIn,
  intersectAddresses,
  justAddress,
  noAddresses,
  portRange,
} from '../../kernel';
import { addressClasses, type FlowEnd, type OtherDns, type Pod } from '../../model';
import { DEFAULT_POD_CIDRS, DNS_PLATFORMS, NODE_DNS, type Profile } from '../../platform';
import type { OtherDnsNote } from '../../results';
import { evaluate } from '../../semantics';
import { nearPolicies } from '../shared/near-policies';
import type { FoundEnd } from './finding';
import { addressFoundEnd } from './found-ends';
import type { Missing } from './required';
import type { World } from './world';

/** What there is to say of a pod that does not ask the DNS of the cluster. */
export function findOtherDns(world: World, from: FoundEnd, pod: Pod, asks: OtherDns): Missing {
  const { dnsPolicy, servers } = asks;
  const note: OtherDnsNote = {
    end: from.named.id,
    dnsPolicy,
    ...(pod.hostNetwork && { hostNetwork: true }),
  };
  const resolves: Missing = { found: [], notes: [{ kind: 'other-dns', ...note }] };
  const isUnknown: Missing = { found: [], notes: [{ kind: 'unknown-dns', ...note }] };
  if (pod.hostNetwork) return resolves;
  const own = dnsPolicy === 'None' ? servers.map(justAddress) : nodeServers(world.profile);
  const reached = own.map((each) => ask(world, pod, each));
  if (reached.includes('allowed')) return resolves;
  if (dnsPolicy !== 'None') return reachesEverywhere(world, pod) ? resolves : isUnknown;
  const [first] = own;
  if (first === undefined || own.some((each) => mayBeService(world.profile, each)))
    return isUnknown;
  const verdict = reached.includes('undecided') ? 'undecided' : 'denied';
  const asked = own[reached.indexOf(verdict)] ?? first;
  return {
    found: [
      {
        cluster: world.cluster,
        from,
        to: addressFoundEnd(asked),
        ports: portRange('UDP', DNS_PORT),
        verdict,
      },
    ],
    notes: [],
  };
}

const DNS_PORT = 53;

function ask({ cluster, profile }: World, pod: Pod, addresses: AddressSet) {
  const from: FlowEnd = { kind: 'pod', pod };
  const to: FlowEnd = { kind: 'addresses', addresses };
  const flow = { from, to, protocol: 'UDP', port: DNS_PORT } as const;
  return evaluate(nearPolicies(cluster, flow), profile, flow).verdict;
}

/** Where the nodes of the profile ask, as far as it tells. */
function nodeServers({ dns = [] }: Profile): readonly AddressSet[] {
  return dns
    .filter((name) => NODE_DNS.includes(name))
    .flatMap((name) => DNS_PLATFORMS[name].servers)
    .flatMap((server) => (server.kind === 'address' ? [addressesIn(server.cidr)] : []));
}

/** Wherever the name servers are, no policy stands before them. */
function reachesEverywhere(world: World, pod: Pod): boolean {
  return addressClasses(world.cluster.policies).every(
    (addresses) => ask(world, pod, addresses) === 'allowed',
  );
}

/** An address of a Service is translated into one of a pod before most plugins judge it. */
function mayBeService({ serviceCidrs = DEFAULT_POD_CIDRS }: Profile, address: AddressSet): boolean {
  return !noAddresses(intersectAddresses(addressesIn(...serviceCidrs), address));
}
