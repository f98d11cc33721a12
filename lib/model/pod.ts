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
    hostNetwork: spec?.boolean('hostNetwork') ?? false,
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
    const address = parseAddress(text);
    if (address !== undefined) return [address];
    const message = `${JSON.stringify(text)} is not an IP address`;
    diagnostics.push(problem('not-an-address', message, status.source('podIP')));
    return [];
  });
}
