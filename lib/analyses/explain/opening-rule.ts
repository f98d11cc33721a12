import {
  ALL_PORTS,
  anyAddress,
  type Direction,
  formatCidr,
  formatSelector,
  type Labels,
  PEER_FIELD,
  type PortSet,
  PROTOCOLS,
  samePorts,
  toCidrs,
} from '../../kernel';
import type { FlowEnd } from '../../model';
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

/** The one rule that would open a closed gate for this flow, written as YAML on one line. */
export function openingRule(
  gate: Gate,
  other: FlowEnd,
  ports: PortSet,
): GateExplanation['toAllow'] | undefined {
  const on = portsText(ports);
  if (gate.subject.kind !== 'pod' || gate.isolatedBy.length === 0 || on === undefined)
    return undefined;
  const { pod } = gate.subject;
  const peer = peerFor(other, pod.namespace);
  return {
    namespace: pod.namespace,
    selects: tellingLabels(pod.labels),
    rule: ruleText(gate.direction, peer, on),
  };
}

function ruleText(direction: Direction, peer: string, ports: string): string {
  return `${direction}: [{${PEER_FIELD[direction]}: [${peer}]${ports}}]`;
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

function peerFor(end: FlowEnd, own: string): string {
  if (end.kind !== 'pod') {
    const address = anyAddress(end.addresses);
    const [cidr] = toCidrs(end.addresses);
    return address === undefined || cidr === undefined
      ? ''
      : `{ipBlock: {cidr: '${formatCidr(cidr)}'}}`;
  }
  const labels = labelsText(telling(end.pod.labels));
  const pods = `podSelector: {matchLabels: {${labels}}}`;
  if (end.pod.namespace === own) return `{${pods}}`;
  const namespace = `namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${end.pod.namespace}}}`;
  return `{${namespace}, ${pods}}`;
}

function telling(labels: Labels): Labels {
  const key = TELLING.find((each) => labels.has(each));
  const value = key === undefined ? undefined : labels.get(key);
  return key === undefined || value === undefined ? labels : new Map([[key, value]]);
}

function labelsText(labels: Labels): string {
  return [...labels].map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ');
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
