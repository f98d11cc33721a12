import {
  anyAddress,
  formatAddress,
  formatRequirement,
  formatSelector,
  type Labels,
  noPorts,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  PROTOCOLS,
  portRange,
  type Selector,
  selectsEverything,
  subtractPorts,
} from '../../kernel';
import type { Cluster, FlowEnd, Policy, PortMatch } from '../../model';
import type { Predicate } from '../../results';
import type { PeerMatch, PeerTest, PortTest } from '../../semantics';

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

/** What a port entry wants, and whether every port of the case is that; the case tells its ports. */
export function portPredicate({ port, truth }: PortTest, ports: PortSet): Predicate {
  const isWhole = port.kind === 'named' ? isOnePort(ports) : coversPorts(port, ports);
  return { on: 'port', wants: portText(port), has: '', holds: isWhole ? truth.answer : 'no' };
}

function isOnePort(ports: PortSet): boolean {
  const ranges = PROTOCOLS.flatMap((protocol) => ports[protocol]);
  return ranges.length === 1 && ranges.every(([first, last]) => first === last);
}

function coversPorts(port: PortMatch & { readonly kind: 'range' }, ports: PortSet): boolean {
  return noPorts(subtractPorts(ports, portRange(port.protocol, port.first, port.last)));
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
  return { wants, has: example === undefined ? 'no address' : formatAddress(example) };
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
