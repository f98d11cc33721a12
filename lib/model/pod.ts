import {
  type Address,
  DEFAULT_PROTOCOL,
  type Diagnostic,
  isProtocol,
  type Labels,
  labelKeyProblems,
  labelValueProblems,
  type Origin,
  type Protocol,
  parseAddress,
  portNumberProblems,
  type Source,
} from '../kernel';
import type { Fields } from '../manifests';
import type { ContainerPort, Pod } from './cluster';
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
  return {
    ...identity,
    labels: readLabels(template.object('metadata'), diagnostics),
    ports: spec === undefined ? [] : readPorts(spec, diagnostics),
    hostNetwork: spec !== undefined && isOnHost(spec),
    ...(spec === undefined ? {} : readOtherDns(spec, diagnostics)),
    addresses: status === undefined ? [] : readAddresses(status, diagnostics),
    node: spec?.string('nodeName'),
  };
}

/** Whether a pod has run to its end: its address may belong to another pod by now. */
export function isFinished(pod: Fields): boolean {
  const phase = pod.object('status')?.string('phase');
  return phase === 'Succeeded' || phase === 'Failed';
}

/** The `labels` of some metadata, each one legal. */
export function readLabels(metadata: Fields | undefined, diagnostics: Diagnostic[]): Labels {
  const labels = metadata?.stringMap('labels') ?? new Map<string, string>();
  for (const [key, value] of labels) {
    for (const text of [...labelKeyProblems(key), ...labelValueProblems(value)]) {
      const message = `the label ${JSON.stringify(key)}: ${JSON.stringify(value)} is not legal: ${text}`;
      diagnostics.push(problem('not-a-label', message, metadata?.source('labels', key)));
    }
  }
  return labels;
}

/** Some implementations resolve the ports of all init containers, whether they keep running or not. */
function readPorts(spec: Fields, diagnostics: Diagnostic[]): readonly ContainerPort[] {
  const ports = (containers: readonly Fields[], on: ContainerPort['on']) =>
    containers.flatMap((container) =>
      container.list('ports').flatMap((port) => readPort(port, on, diagnostics)),
    );
  return [
    ...ports(spec.list('containers'), 'container'),
    ...ports(spec.list('initContainers'), 'sidecar'),
  ];
}

function readPort(
  fields: Fields,
  on: ContainerPort['on'],
  diagnostics: Diagnostic[],
): ContainerPort[] {
  const port = fields.integer('containerPort');
  const protocol = readProtocol(fields, diagnostics);
  if (port === undefined || protocol === undefined) return [];
  const [text] = portNumberProblems(port);
  if (text !== undefined) {
    const message = `containerPort ${port} ${text}`;
    diagnostics.push(problem('not-a-port', message, fields.source('containerPort')));
    return [];
  }
  return [{ name: fields.string('name'), protocol, port, on }];
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
  return texts.flatMap((text) => {
    if (text === undefined || text === '') return [];
    return readAddress(text, status.source('podIP'), diagnostics);
  });
}

function readAddress(text: string, source: Source, diagnostics: Diagnostic[]): readonly Address[] {
  const address = parseAddress(text);
  if (address !== undefined) return [address];
  const message = `${JSON.stringify(text)} is not an IP address`;
  diagnostics.push(problem('not-an-address', message, source));
  return [];
}

/** Nothing for a pod that asks the DNS of the cluster, as every one does by default. */
function readOtherDns(spec: Fields, diagnostics: Diagnostic[]): Pick<Pod, 'otherDns'> {
  const dnsPolicy = spec.string('dnsPolicy') ?? 'ClusterFirst';
  if (dnsPolicy === 'None') {
    const config = spec.object('dnsConfig');
    const servers = (config?.strings('nameservers') ?? []).flatMap((text) =>
      readAddress(text, spec.source('dnsConfig', 'nameservers'), diagnostics),
    );
    return { otherDns: { dnsPolicy, servers } };
  }
  const asksNode = dnsPolicy === 'Default' || (dnsPolicy === 'ClusterFirst' && isOnHost(spec));
  return asksNode ? { otherDns: { dnsPolicy, servers: [] } } : {};
}

function isOnHost(spec: Fields): boolean {
  return spec.boolean('hostNetwork') ?? false;
}
