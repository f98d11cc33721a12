import type { IntentEndpoint, PortSpec, StatedFlow } from '../kernel';
import { type Node, readAll } from './node';
import { readEnds } from './read-end';
import { type FlowPorts, readPorts } from './read-ports';

type Ends = readonly IntentEndpoint[];

function isAddress({ kind }: IntentEndpoint): boolean {
  return kind === 'addresses' || kind === 'internet' || kind === 'cloud-metadata';
}

/** Ends that are pods: addresses cannot be closed, and resolve no names. */
export function podsAlone(node: Node): Ends | undefined {
  const ends = readEnds(node);
  if (!ends?.some((end) => isAddress(end) || end.kind === 'anywhere')) return ends;
  const help = 'name workloads, pods or namespaces, or any-pod';
  return node.refuse('intents/not-an-end', 'only pods can stand here, and no addresses', help);
}

/** The flow that `reaches` and `ports` of an intent say, from its subject. */
export function readFlow(
  entry: Node,
  subject: Node,
  mode: 'must-say-ports' | 'may-say-ports',
): StatedFlow | undefined {
  const from = readEnds(subject);
  const field = entry.field('reaches');
  const to = field === undefined ? refuseMissing(entry) : readEnds(field);
  const ports = portsOf(entry, mode);
  if (from === undefined || to === undefined || ports === undefined) return undefined;
  const flow = { from, to, ...ports };
  return canBe(flow, entry) ? flow : undefined;
}

/** Refuses an intent that does not say what is reached. */
export function refuseMissing(entry: Node): undefined {
  return entry.refuse('intents/missing-key', '`reaches` is missing', 'say what is reached');
}

function portsOf(entry: Node, mode: 'must-say-ports' | 'may-say-ports'): FlowPorts | undefined {
  const field = entry.field('ports');
  if (field !== undefined) return readPorts(field);
  if (mode === 'may-say-ports') return {};
  const help = 'add `ports: [5432]`, or `ports: all` if every port is meant';
  return entry.refuse('intents/missing-key', '`ports` is missing', help);
}

/** Whether policies can decide about a flow. */
export function canBe({ from, to, ports }: StatedFlow, entry: Node): boolean {
  if (from.every(isAddress) && to.every(isAddress)) {
    const message = 'a flow from addresses to addresses is decided by no policy';
    entry.refuse('intents/not-an-end', message, 'name pods at one end');
    return false;
  }
  const name = to.some(isAddress) ? nameAmong(ports ?? []) : undefined;
  if (name === undefined) return true;
  const message = `port \`${name}\` is a name, and addresses have no pods to look it up on`;
  (entry.field('ports') ?? entry).refuse('intents/not-a-port', message, 'write the port number');
  return false;
}

function nameAmong(ports: readonly PortSpec[]): number | string | undefined {
  return ports.find(({ port }) => typeof port === 'string')?.port;
}

/** Some ends with ports of their own. */
export interface Party extends FlowPorts {
  readonly ends: Ends;
}

/** Reads `{ to: ..., ports: ... }`, or the same with `from`: one, or a list. */
export function readParties(node: Node, field: 'from' | 'to'): readonly Party[] | undefined {
  if (node.items().length === 0) return node.refuse('intents/not-an-end', 'nobody is listed');
  return readAll(node.items(), (each) => readParty(each, field));
}

function readParty(node: Node, field: 'from' | 'to'): Party | undefined {
  const endsField = node.field(field);
  if (endsField === undefined) {
    const message = `${node.shown()} stands where ends with their ports belong`;
    return node.refuse('intents/not-an-end', message, `write { ${field}: ..., ports: [...] }`);
  }
  const isKnown = node.knowsOnly([field, 'ports'], `an entry with \`${field}\``);
  const ends = readEnds(endsField);
  const ports = portsOf(node, 'must-say-ports');
  return isKnown && ends !== undefined && ports !== undefined ? { ends, ...ports } : undefined;
}
