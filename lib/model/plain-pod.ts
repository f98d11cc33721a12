import {
  type Address,
  DEFAULT_PROTOCOL,
  isJsonObject,
  isProtocol,
  type Json,
  type JsonObject,
  type Labels,
  PORT_MAX,
  PORT_MIN,
  parseAddress,
} from '../kernel';
import type { AlikePod } from '../manifests';
import type { ContainerPort, Pod } from './cluster';
import { isLegalLabel } from './labels';
import type { PodIdentity } from './pod';

/**
 * What has been read of other pods. Replicas hold equal labels and containers, and the reader of a
 * dump gives them as one object: what was made of it is made once, and shared.
 */
export class PodParts {
  readonly labels = new Map<JsonObject, Labels>();
  readonly ports = new Map<Json, readonly ContainerPort[]>();
  readonly models = new Map<JsonObject, Pod | undefined>();
}

/**
 * The same for a pod that is written like another one, of which only that one is looked at. Sound,
 * because they are the same but in the texts that this one says itself, whatever else is read here.
 */
export function alikePlainPod(
  pod: AlikePod,
  identity: PodIdentity,
  parts: PodParts,
): Pod | undefined {
  const { body } = pod.model;
  const model = parts.models.get(body) ?? plainPod(body, identity, parts);
  parts.models.set(body, model);
  if (model === undefined) return undefined;
  const { namespace, name, stands, origin } = identity;
  const { ports, hostNetwork } = model;
  const { labels, addresses, node } = pod;
  return { namespace, name, stands, origin, labels, ports, hostNetwork, addresses, node };
}

/**
 * Reads a running pod as the API server writes almost every one: nothing in it is of another type,
 * out of range or unusual. Undefined for any other, which `readPod` reads and says what is wrong.
 *
 * There may be a hundred thousand pods, and their fields are most of what is read of a cluster.
 * Looking right at them takes half the time that `Fields` does, whose answers these must be.
 */
export function plainPod(
  { metadata, spec, status }: JsonObject,
  { namespace, name, stands, origin }: PodIdentity,
  parts: PodParts = new PodParts(),
): Pod | undefined {
  if (!isJsonObject(metadata) || !isJsonObject(spec) || !isJsonObject(status)) return undefined;
  if (!isUsual(spec, status)) return undefined;
  const { nodeName: node, containers, initContainers } = spec;
  const labels = plainLabels(metadata, parts);
  const addresses = plainAddresses(status);
  if (labels === undefined || addresses === undefined || !isTextOrNone(node)) return undefined;
  const ports =
    initContainers === undefined && containers !== undefined
      ? sharedPorts(containers, parts)
      : portsOf(containers, initContainers);
  if (ports === undefined) return undefined;
  const hostNetwork = false;
  return { namespace, name, stands, origin, labels, ports, hostNetwork, addresses, node };
}

/** Whether a pod runs, has an address of its own, and asks the DNS of the cluster. */
function isUsual({ hostNetwork, dnsPolicy }: JsonObject, { phase }: JsonObject): boolean {
  if (hostNetwork !== undefined && hostNetwork !== false) return false;
  if (dnsPolicy !== undefined && dnsPolicy !== 'ClusterFirst') return false;
  return phase === 'Running' || phase === 'Pending';
}

function isTextOrNone(value: Json | undefined): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function plainLabels({ labels }: JsonObject, parts: PodParts): Labels | undefined {
  if (!isJsonObject(labels)) return undefined;
  const known = parts.labels.get(labels);
  if (known !== undefined) return known;
  const texts = new Map<string, string>();
  for (const key of Object.keys(labels)) {
    const value = labels[key];
    if (typeof value !== 'string' || !isLegalLabel(key, value)) return undefined;
    texts.set(key, value);
  }
  parts.labels.set(labels, texts);
  return texts;
}

function plainAddresses({ podIPs }: JsonObject): readonly Address[] | undefined {
  if (!Array.isArray(podIPs) || podIPs.length === 0) return undefined;
  const addresses: Address[] = [];
  for (const entry of podIPs) {
    const { ip }: JsonObject = isJsonObject(entry) ? entry : NOTHING;
    const address = typeof ip === 'string' ? parseAddress(ip) : undefined;
    if (address === undefined) return undefined;
    addresses.push(address);
  }
  return addresses;
}

const NOTHING: JsonObject = {};

function sharedPorts(containers: Json, parts: PodParts): readonly ContainerPort[] | undefined {
  const known = parts.ports.get(containers);
  if (known !== undefined) return known;
  const ports = portsOf(containers, undefined);
  if (ports !== undefined) parts.ports.set(containers, ports);
  return ports;
}

function portsOf(
  containers: Json | undefined,
  initContainers: Json | undefined,
): readonly ContainerPort[] | undefined {
  const ports: ContainerPort[] = [];
  if (!readContainers(containers, 'container', ports)) return undefined;
  return readContainers(initContainers, 'sidecar', ports) ? ports : undefined;
}

/** Adds the ports of some containers; false where one of them is not plain. */
function readContainers(
  containers: Json | undefined,
  on: ContainerPort['on'],
  into: ContainerPort[],
): boolean {
  if (containers === undefined) return true;
  if (!Array.isArray(containers)) return false;
  for (const container of containers) {
    if (!isJsonObject(container) || !readPorts(container, on, into)) return false;
  }
  return true;
}

function readPorts({ ports }: JsonObject, on: ContainerPort['on'], into: ContainerPort[]): boolean {
  if (ports === undefined) return true;
  if (!Array.isArray(ports)) return false;
  for (const port of ports) {
    const plain = isJsonObject(port) ? plainPort(port, on) : undefined;
    if (plain === undefined) return false;
    into.push(plain);
  }
  return true;
}

function plainPort(
  { containerPort: port, protocol = DEFAULT_PROTOCOL, name }: JsonObject,
  on: ContainerPort['on'],
): ContainerPort | undefined {
  if (typeof port !== 'number' || !Number.isInteger(port)) return undefined;
  if (port < PORT_MIN || port > PORT_MAX) return undefined;
  if (typeof protocol !== 'string' || !isProtocol(protocol) || !isTextOrNone(name))
    return undefined;
  return { name, protocol, port, on };
}
