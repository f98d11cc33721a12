import {
  type Address,
  addressesIn,
  anyAddress,
  formatAddress,
  formatRequirement,
  formatSelector,
  hasAddress,
  type Labels,
  NO_PORTS,
  noPorts,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  PROTOCOLS,
  portRange,
  type Selector,
  selectsEverything,
  subtractPorts,
  unionPorts,
} from '../../../kernel';
import type { Cluster, FlowEnd, Policy, PortMatch } from '../../../model';
import type { Predicate } from '../../../results';
import { any, type PeerMatch, type PeerTest, type PortTest, type Truth } from '../../../semantics';

/** What each condition of a peer wants, what the other end has, and whether they agree. */
export function peerPredicates(
  cluster: Cluster,
  policy: Policy,
  { peer, tests }: PeerMatch,
  end: FlowEnd,
): Predicate[] {
  return tests.map(({ condition, truth }): Predicate => {
    const words =
      peer.kind === 'block'
        ? blockWords(peer.cidr, peer.except, end)
        : podWords(cluster, policy, condition, peer, end);
    return { on: condition, ...words, holds: truth.answer };
  });
}

/** A port entry as people write it: `80/TCP`, `http/TCP`, `8000-8100/TCP`, `all UDP`. */
export function portText(port: PortMatch): string {
  if (port.kind === 'named') return `${port.name}/${port.protocol}`;
  const { first, last, protocol } = port;
  if (first === PORT_MIN && last === PORT_MAX) return `all ${protocol}`;
  return `${first === last ? first : `${first}-${last}`}/${protocol}`;
}

/**
 * What the port entries of a rule want together, and whether the ports of the case are that; the
 * case tells its ports. Where the peer is named, every port of the case meets the same answer.
 */
export function portPredicate(
  tests: readonly PortTest[],
  ports: PortSet,
  peer: Truth['answer'],
): Predicate {
  const wants = tests.map(({ port }) => portText(port)).join(', ');
  const isUniform = peer !== 'no' || isOnePort(ports);
  const answer = any(tests.map(({ truth }) => truth)).answer;
  const holds = isUniform ? answer : coversPorts(tests, ports) ? 'yes' : 'no';
  return { on: 'port', wants, has: '', holds };
}

function isOnePort(ports: PortSet): boolean {
  const ranges = PROTOCOLS.flatMap((protocol) => ports[protocol]);
  return ranges.length === 1 && ranges.every(([first, last]) => first === last);
}

function coversPorts(tests: readonly PortTest[], ports: PortSet): boolean {
  const named = tests.flatMap(({ port }) =>
    port.kind === 'range' ? [portRange(port.protocol, port.first, port.last)] : [],
  );
  return noPorts(subtractPorts(ports, named.reduce(unionPorts, NO_PORTS)));
}

interface Words {
  readonly wants: string;
  readonly has: string;
}

function blockWords(cidr: string, except: readonly string[], end: FlowEnd): Words {
  const wants = except.length === 0 ? cidr : `${cidr} except ${except.join(', ')}`;
  if (end.kind === 'pod') {
    const known = end.pod.addresses.map(formatAddress);
    return {
      wants,
      has: known.length === 0 ? 'a pod whose address is not known' : known.join(', '),
    };
  }
  const example = anyAddress(end.addresses);
  return { wants, has: example === undefined ? 'no address' : whereIn(cidr, except, example) };
}

/** The exception of a block that holds an address, where that is why the block does not match it. */
function whereIn(cidr: string, except: readonly string[], address: Address): string {
  const own = formatAddress(address);
  const exception = except.find((each) => hasAddress(addressesIn(each), address));
  if (exception !== undefined) return `${own}, in the exception ${exception}`;
  return hasAddress(addressesIn(cidr), address) ? own : `${own}, outside it`;
}

function podWords(
  cluster: Cluster,
  policy: Policy,
  condition: PeerTest['condition'],
  peer: { readonly namespaces: Selector | undefined; readonly pods: Selector | undefined },
  end: FlowEnd,
): Words {
  if (end.kind !== 'pod') {
    return { wants: 'a pod', has: 'an address outside the cluster' };
  }
  const { pod } = end;
  switch (condition) {
    case 'namespace':
      return peer.namespaces === undefined
        ? { wants: policy.namespace, has: pod.namespace }
        : {
            wants: selectsEverything(peer.namespaces)
              ? 'any namespace'
              : formatSelector(peer.namespaces),
            has: `${pod.namespace} (${asked(peer.namespaces, cluster.namespaces.get(pod.namespace)?.labels)})`,
          };
    case 'podSelector':
      return peer.pods === undefined || selectsEverything(peer.pods)
        ? { wants: 'any pod', has: pod.name }
        : { wants: formatSelector(peer.pods), has: asked(peer.pods, pod.labels) };
    default:
      return { wants: 'a pod with an address of its own', has: 'a host-network pod' };
  }
}

/** The labels that a selector asks about, as the other end has them. */
function asked(selector: Selector, labels: Labels | undefined): string {
  const keys = [...new Set(selector.requirements.map(({ key }) => key))];
  const having = keys.map((key) => {
    const label = labels?.get(key);
    return label === undefined
      ? `no label ${key}`
      : formatRequirement({ key, operator: 'In', values: [label] });
  });
  return having.length === 0 ? 'any' : having.join(',');
}
