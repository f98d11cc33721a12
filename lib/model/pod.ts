import {
  type Address,
  DEFAULT_PROTOCOL,
  type Diagnostic,
  isProtocol,
  type Origin,
  type Protocol,
  parseAddress,
  portNumberProblems,
  type Source,
} from '../kernel';
import type { Fields } from '../manifests';
import type { ContainerPort, OtherDns, Pod } from './cluster';
import { readLabels } from './labels';
import { problem } from './problem';

/** What a pod is, beside what its manifest says of it. */
export interface PodIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly stands: Pod['stands'];
  readonly origin: Origin;
}

/** Reads a Pod, or the template of one: only what a policy can see. */
export function readPod(template: Fields, identity: PodIdentity, diagnostics: Diagnostic[]): Pod {
  const spec = template.object('spec');
  const status = template.object('status');
  const { namespace, name, stands, origin } = identity;
  const labels = readLabels(template.object('metadata'), diagnostics);
  const ports = spec === undefined ? NO_PORTS : readPorts(spec, diagnostics);
  const hostNetwork = spec !== undefined && isOnHost(spec);
  const otherDns = spec && readOtherDns(spec, diagnostics);
  const addresses = status === undefined ? NO_ADDRESSES : readAddresses(status, diagnostics);
  const node = spec?.string('nodeName');
  const pod = { namespace, name, stands, origin, labels, ports, hostNetwork, addresses, node };
  return otherDns === undefined ? pod : { ...pod, otherDns };
}

const NO_PORTS: readonly ContainerPort[] = [];
const NO_ADDRESSES: readonly Address[] = [];

/** Whether a pod has run to its end: its address may belong to another pod by now. */
export function isFinished(pod: Fields): boolean {
  const phase = pod.object('status')?.string('phase');
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Some implementations resolve the ports of all init containers, whether they keep running or not. */
function readPorts(spec: Fields, diagnostics: Diagnostic[]): readonly ContainerPort[] {
  const ports: ContainerPort[] = [];
  for (const container of spec.list('containers')) {
    for (const port of container.list('ports')) readPort(port, 'container', ports, diagnostics);
  }
  for (const container of spec.list('initContainers')) {
    for (const port of container.list('ports')) readPort(port, 'sidecar', ports, diagnostics);
  }
  return ports;
}

function readPort(
  fields: Fields,
  on: ContainerPort['on'],
  into: ContainerPort[],
  diagnostics: Diagnostic[],
): void {
  const port = fields.integer('containerPort');
  const protocol = readProtocol(fields, diagnostics);
  if (port === undefined || protocol === undefined) return;
  const [text] = portNumberProblems(port);
  if (text === undefined) {
    into.push({ name: fields.string('name'), protocol, port, on });
    return;
  }
  const message = `containerPort ${port} ${text}`;
  diagnostics.push(problem('not-a-port', message, fields.source('containerPort')));
}

/** The `protocol` of a port; TCP where there is none, as the API server fills in. */
export function readProtocol(fields: Fields, diagnostics: Diagnostic[]): Protocol | undefined {
  const text = fields.string('protocol') ?? DEFAULT_PROTOCOL;
  if (isProtocol(text)) return text;
  const message = `protocol ${JSON.stringify(text)} is not one of TCP, UDP, SCTP`;
  diagnostics.push(problem('not-a-port', message, fields.source('protocol')));
  return undefined;
}

/** `podIPs`, which repeats `podIP`; a pod that has no address yet has an empty text there. */
function readAddresses(status: Fields, diagnostics: Diagnostic[]): readonly Address[] {
  const listed = status.list('podIPs').map((entry) => entry.string('ip'));
  const texts = listed.length > 0 ? listed : [status.string('podIP')];
  const sourceOf = () => status.source('podIP');
  return texts
    .filter((text) => text !== undefined)
    .filter((text) => text !== '')
    .flatMap((text) => readAddress(text, sourceOf, diagnostics));
}

function readAddress(
  text: string,
  sourceOf: () => Source,
  diagnostics: Diagnostic[],
): readonly Address[] {
  const address = parseAddress(text);
  if (address !== undefined) return [address];
  const message = `${JSON.stringify(text)} is not an IP address`;
  diagnostics.push(problem('not-an-address', message, sourceOf()));
  return [];
}

/** Nothing for a pod that asks the DNS of the cluster, as every one does by default. */
function readOtherDns(spec: Fields, diagnostics: Diagnostic[]): OtherDns | undefined {
  const dnsPolicy = spec.string('dnsPolicy') ?? 'ClusterFirst';
  if (dnsPolicy === 'None') {
    const config = spec.object('dnsConfig');
    const servers = (config?.strings('nameservers') ?? []).flatMap((text) =>
      readAddress(text, () => spec.source('dnsConfig', 'nameservers'), diagnostics),
    );
    return { dnsPolicy, servers };
  }
  const asksNode = dnsPolicy === 'Default' || (dnsPolicy === 'ClusterFirst' && isOnHost(spec));
  return asksNode ? { dnsPolicy, servers: [] } : undefined;
}

function isOnHost(spec: Fields): boolean {
  return spec.boolean('hostNetwork') ?? false;
}
