import {
  type AddressSet,
  ALL_PORTS,
  addressesOf,
  type Cidr,
  cidrAround,
  type Direction,
  formatCidr,
  formatSelector,
  IP_FAMILIES,
  intersectAddresses,
  justAddress,
  type Labels,
  NO_ADDRESSES,
  noAddresses,
  ofFamily,
  PEER_FIELD,
  type PortSet,
  PROTOCOLS,
  samePorts,
  subtractAddresses,
  toCidrs,
  unionAddresses,
} from '../../kernel';
import type { FlowEnd, Pod } from '../../model';
import type { Profile } from '../../platform';
import type { GateExplanation } from '../../results';
import type { Gate } from '../../semantics';

/** Labels that name an application, most telling first; others may change with every roll-out. */
const TELLING = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/component',
  'app',
  'k8s-app',
  'tier',
  'role',
  'name',
];

/**
 * The one rule that would open a closed gate for this flow, written as YAML on one line; undefined
 * where no single rule can.
 */
export function openingRule(
  profile: Profile,
  gate: Gate,
  other: FlowEnd,
  ports: PortSet,
): GateExplanation['toAllow'] | undefined {
  const on = portsText(ports);
  if (gate.subject.kind !== 'pod' || gate.isolatedBy.length === 0 || on === undefined)
    return undefined;
  const { pod } = gate.subject;
  const peers = peersFor(profile, other, pod.namespace);
  if (peers.length === 0) return undefined;
  return {
    namespace: pod.namespace,
    selects: tellingLabels(pod.labels),
    rule: ruleText(gate.direction, peers.join(', '), on),
  };
}

function ruleText(direction: Direction, peers: string, ports: string): string {
  return `${direction}: [{${PEER_FIELD[direction]}: [${peers}]${ports}}]`;
}

/** The `ports` of the rule; undefined where the ports are no single range that one entry could name. */
function portsText(ports: PortSet): string | undefined {
  if (samePorts(ports, ALL_PORTS)) return '';
  const ranges = PROTOCOLS.flatMap((protocol) =>
    ports[protocol].map(([port, endPort]) => ({ protocol, port, endPort })),
  );
  const [range, ...more] = ranges;
  if (range === undefined || more.length > 0) return undefined;
  const end = range.endPort === range.port ? '' : `, endPort: ${range.endPort}`;
  return `, ports: [{protocol: ${range.protocol}, port: ${range.port}${end}}]`;
}

function peersFor(profile: Profile, end: FlowEnd, own: string): readonly string[] {
  if (end.kind !== 'pod') return blocksFor(end.addresses);
  const { pod } = end;
  if (!pod.hostNetwork) return [podPeer(pod, own)];
  // Named as a pod, or by the address of its node, or both where it is not known which one counts.
  const seen = profile.assume['host-network-is-peer'];
  const byAddress = blocksFor(pod.addresses.map(justAddress).reduce(unionAddresses, NO_ADDRESSES));
  if (seen === true) return [podPeer(pod, own)];
  if (seen === false || byAddress.length === 0) return byAddress;
  return [podPeer(pod, own), ...byAddress];
}

function podPeer({ namespace, labels }: Pod, own: string): string {
  const pods = `podSelector: {matchLabels: {${labelsText(telling(labels))}}}`;
  if (namespace === own) return `{${pods}}`;
  const name = `namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${JSON.stringify(namespace)}}}`;
  return `{${name}, ${pods}}`;
}

/** The fewest blocks that hold exactly these addresses: plain ones, or one with exceptions. */
function blocksFor(addresses: AddressSet): readonly string[] {
  return IP_FAMILIES.flatMap((family) => {
    const part = ofFamily(addresses, family);
    const plain = toCidrs(part);
    const around = enclosing(part);
    if (around === undefined) return [];
    const holes = toCidrs(subtractAddresses(addressesOf([around]), part));
    return holes.length + 1 < plain.length
      ? [blockText(around, holes)]
      : plain.map((cidr) => blockText(cidr, []));
  });
}

/** The smallest block around some addresses of one family. */
function enclosing(addresses: AddressSet): Cidr | undefined {
  const [first] = toCidrs(addresses);
  if (first === undefined) return undefined;
  const { family, prefix: narrowest } = first;
  for (let prefix = narrowest; prefix > 0; prefix -= 1) {
    const block = cidrAround({ family, value: first.first }, prefix);
    const rest = subtractAddresses(addresses, intersectAddresses(addresses, addressesOf([block])));
    if (noAddresses(rest)) return block;
  }
  return cidrAround({ family, value: first.first }, 0);
}

function blockText(cidr: Cidr, except: readonly Cidr[]): string {
  const quoted = (each: Cidr) => `'${formatCidr(each)}'`;
  const holes = except.length === 0 ? '' : `, except: [${except.map(quoted).join(', ')}]`;
  return `{ipBlock: {cidr: ${quoted(cidr)}${holes}}}`;
}

function telling(labels: Labels): Labels {
  const key = TELLING.find((each) => labels.has(each));
  const value = key === undefined ? undefined : labels.get(key);
  return key === undefined || value === undefined ? labels : new Map([[key, value]]);
}

function labelsText(labels: Labels): string {
  return [...labels].map(([key, value]) => `${keyText(key)}: ${JSON.stringify(value)}`).join(', ');
}

/** A label key such as `on` or `1` is no text for YAML unless it is quoted. */
function keyText(key: string): string {
  const isPlain = /^[A-Za-z][-A-Za-z0-9_./]*$/.test(key);
  const isWord = /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(key);
  return isPlain && !isWord ? key : JSON.stringify(key);
}

function tellingLabels(labels: Labels): string {
  return formatSelector({
    requirements: [...telling(labels)].map(([key, value]) => ({
      key,
      operator: 'In' as const,
      values: [value],
    })),
  });
}
