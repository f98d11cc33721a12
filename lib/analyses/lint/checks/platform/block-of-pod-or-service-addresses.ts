import {
  type Address,
  type AddressSet,
  addressesIn,
  anyAddress,
  coversAddresses,
  formatAddress,
  justAddress,
  noAddresses,
  PEER_FIELD,
  type Severity,
} from '../../../../kernel';
import type { BlockPeer, Cluster, Rule } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRuleThatCounts } from '../../every-rule';
import { egress } from '../../examples';
import { REFERENCES } from '../../references';
import { opensPort } from '../../views/port-entries';
import { ruleName, rulePath } from '../../views/rule-place';

/** Finds blocks of addresses that belong to pods or to Services. */
export const blockOfPodOrServiceAddresses: Check = {
  id: 'NP405',
  name: 'block-of-pod-or-service-addresses',
  severity: 'error',
  summary: 'An ipBlock holds addresses of pods or of Services.',
  why: 'A Service sends a connection to a pod before most plugins look at it, so that its address is in no packet a policy sees. Addresses of pods change with every restart, and some plugins do not compare pods with blocks at all.',
  how: 'A block lies within the podCidrs or serviceCidrs of the profile, or is the one known address of a pod or a Service. It is an error where the profile says that the plugin never matches it, a warning where it does not say, and an info where pods are matched. Rules for DNS are left out, and blocks of the API server, and rules for egress that name other blocks beside the one of a Service.',
  help: 'name the pods by their labels',
  acknowledge:
    'When the block stands for the whole cluster and the plugin compares pods with blocks.',
  references: [REFERENCES.networkPolicies],
  examples: {
    profile: 'kind',
    avoid: {
      yaml: egress('api')`
    - to: [{ ipBlock: { cidr: 10.96.14.7/32 } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new NetworkPolicy(shop, 'api', {
  select: pods({ app: 'api' }),
  egress: [to(ipBlock('10.96.14.7/32')).on(tcp(5432))],
});
`,
    },
    prefer: {
      yaml: egress('api')`
    - to: [{ podSelector: { matchLabels: { app: db } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new Connection(shop, 'api-to-db', {
  from: pods({ app: 'api' }),
  to: pods({ app: 'db' }),
  on: tcp(5432),
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const places = placesOf(examined);
    for (const { policy, rule } of everyRuleThatCounts(examined)) {
      if (isDns(rule)) continue;
      for (const [index, peer] of rule.peers.entries()) {
        const place =
          peer.kind === 'block' ? placeOfBlock(examined, places, rule, peer) : undefined;
        if (peer.kind !== 'block' || place === undefined) continue;
        yield {
          about: aboutPolicy(policy),
          path: rulePath(rule, PEER_FIELD[rule.direction], index),
          message: `${ruleName({ policy, rule })} names ${peer.cidr}, ${place.words}`,
          severity: place.severity,
          facts: place.facts,
        };
      }
    }
  },
};

/** Addresses of one owner. */
interface Place {
  readonly of: 'pods' | 'services';
  readonly words: string;
}

/** Finds the owner of addresses. */
type FindPlace = (addresses: AddressSet) => Place | undefined;

function placesOf({ cluster, profile }: Examined): FindPlace {
  const blocks = (of: Place['of'], words: string, cidrs: readonly string[] = []) =>
    cidrs.map((cidr) => ({ of, addresses: addressesIn(cidr), words: `${words} ${cidr}` }));
  const ranges = [
    ...blocks('services', 'in the block of Services', profile.serviceCidrs),
    ...blocks('pods', 'in the block of pods', profile.podCidrs),
  ];
  const known = new Map(
    knownAddresses(cluster).map(([address, place]) => [formatAddress(address), place]),
  );
  return (addresses) => {
    const range = ranges.find((each) => coversAddresses(each.addresses, addresses));
    const first = anyAddress(addresses);
    if (range !== undefined || first === undefined) return range;
    const isOne = coversAddresses(justAddress(first), addresses);
    return isOne ? known.get(formatAddress(first)) : undefined;
  };
}

function knownAddresses({ services, workloads }: Cluster): readonly (readonly [Address, Place])[] {
  const place = (of: Place['of'], words: string) => (address: Address) =>
    [address, { of, words }] as const;
  return [
    ...workloads.flatMap(({ pods }) =>
      pods
        .filter(({ hostNetwork }) => !hostNetwork)
        .flatMap(({ namespace, name, addresses }) =>
          addresses.map(place('pods', `the address of pod ${namespace}/${name}`)),
        ),
    ),
    ...services.flatMap(({ namespace, name, addresses }) =>
      addresses.map(place('services', `the address of Service ${namespace}/${name}`)),
    ),
  ];
}

interface Owned {
  readonly words: string;
  readonly severity: Severity;
  readonly facts: readonly string[];
}

function placeOfBlock(
  examined: Examined,
  places: FindPlace,
  rule: Rule,
  { addresses }: BlockPeer,
): Owned | undefined {
  const { apiServerCidrs = [] } = examined.profile;
  const isApiServer = coversAddresses(addressesIn(...apiServerCidrs), addresses);
  if (noAddresses(addresses) || isApiServer) return undefined;
  const place = places(addresses);
  if (place === undefined) return undefined;
  const judged = place.of === 'pods' ? ofPods(examined) : ofServices(examined, rule);
  return judged && { words: place.words, ...judged };
}

type Judged = Pick<Owned, 'severity' | 'facts'>;

function ofPods({ profile }: Examined): Judged {
  const matches = profile.assume['ip-block-matches-pods'];
  if (matches === false) {
    return { severity: 'error', facts: ['this plugin compares no pod with a block'] };
  }
  if (matches === true) {
    return { severity: 'info', facts: ['pods get other addresses when they start again'] };
  }
  return { severity: 'warning', facts: ['some plugins compare no pod with a block'] };
}

/** Nothing comes from the address of a Service; whether anything goes there depends on the plugin. */
function ofServices({ profile }: Examined, { direction, peers }: Rule): Judged | undefined {
  if (direction === 'ingress') {
    return { severity: 'error', facts: ['no connection comes from the address of a Service'] };
  }
  const sees = profile.assume['policy-sees-service-ip'];
  const blocks = peers.filter(({ kind }) => kind === 'block');
  if (sees === true || blocks.length > 1) return undefined;
  return sees === false
    ? { severity: 'error', facts: ['this plugin sees the address of a pod behind the Service'] }
    : { severity: 'warning', facts: ['most plugins see the address of a pod behind the Service'] };
}

/** The NodeLocal cache may answer on the address of the Service of the name servers. */
function isDns(rule: Rule): boolean {
  const isNamed = rule.ports.length > 0 && rule.direction === 'egress';
  return isNamed && (opensPort(rule, 'UDP', 53) || opensPort(rule, 'TCP', 53));
}
