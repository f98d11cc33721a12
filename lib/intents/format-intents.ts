import {
  DEFAULT_PROTOCOL,
  flowYaml,
  type Intent,
  type PortSpec,
  portWords,
  type StatedFlow,
  type Statement,
} from '../kernel';
import { endsAsData } from './end-text';

/**
 * The intents of some statements as a file that `parseIntents` reads back as the same intents. An
 * intent about several flows becomes one entry for each. Flows that are stated without an intent
 * have no place in a file.
 */
export function formatIntents(statements: readonly Statement[]): string {
  const entries = statements.flatMap(({ intents }) => intents.flatMap(entriesOf));
  if (entries.length === 0) return 'intents: []\n';
  return `intents:\n${entries.map(entryText).join('')}`;
}

/** The keys of one entry, in the order in which they are written. */
type Entry = Readonly<Record<string, unknown>>;

function entriesOf(intent: Intent): readonly Entry[] {
  const claims = claimsAsData(intent);
  const { severity, acknowledged } = intent;
  return claims.map((claim, index) => ({
    name: claims.length === 1 ? intent.name : `${intent.name} (${index + 1} of ${claims.length})`,
    ...claim,
    ...(severity === 'warning' && { severity }),
    ...(acknowledged !== undefined && { acknowledge: acknowledged }),
  }));
}

function claimsAsData(intent: Intent): readonly Entry[] {
  switch (intent.kind) {
    case 'reaches':
      return intent.flows.map((flow) => ({ every: endsAsData(flow.from), ...reachesAsData(flow) }));
    case 'never-reaches':
      return intent.flows.map(({ from, to, ports }) => ({
        none: endsAsData(from),
        reaches: endsAsData(to),
        ...(ports !== undefined && { ports: ports.map(portAsData) }),
      }));
    case 'never-reaches-transitively':
      return intent.flows.map(({ from, to }) => ({
        none: endsAsData(from),
        'reaches-transitively': endsAsData(to),
      }));
    case 'reached-only-by':
      return [reachedOnlyBy(intent)];
    case 'reaches-only':
      return [reachesOnly(intent)];
    case 'closed':
      return [{ [closedKey(intent.directions)]: endsAsData(intent.pods) }];
    case 'resolves-names':
      return [{ every: endsAsData(intent.from), 'resolves-names': true }];
  }
}

function reachesAsData({ to, ports }: StatedFlow): Entry {
  return { reaches: endsAsData(to), ports: portsAsData(ports) };
}

function reachedOnlyBy({
  to,
  flows,
}: Extract<Intent, { readonly kind: 'reached-only-by' }>): Entry {
  const [first, second] = flows;
  if (first === undefined) return { 'nothing-reaches': endsAsData(to) };
  if (second === undefined) return { only: endsAsData(first.from), ...reachesAsData(first) };
  const clients = flows.map(({ from, ports }) => ({
    from: endsAsData(from),
    ports: portsAsData(ports),
  }));
  return { only: clients, reaches: endsAsData(to) };
}

function reachesOnly({ from, flows }: Extract<Intent, { readonly kind: 'reaches-only' }>): Entry {
  if (flows.length === 0) return { every: endsAsData(from), 'reaches-nothing': true };
  const servers = flows.map(({ to, ports }) => ({ to: endsAsData(to), ports: portsAsData(ports) }));
  return { every: endsAsData(from), 'reaches-only': servers };
}

function closedKey(directions: readonly string[]): string {
  if (directions.length !== 1) return 'closed';
  return directions[0] === 'ingress' ? 'nothing-else-reaches' : 'nothing-else-leaves';
}

function portsAsData(ports: readonly PortSpec[] | undefined): unknown {
  return ports === undefined ? 'all' : ports.map(portAsData);
}

function portAsData(port: PortSpec): unknown {
  const { protocol = DEFAULT_PROTOCOL } = port;
  if (port.port === undefined) return protocol;
  const isPlain = protocol === DEFAULT_PROTOCOL && port.endPort === undefined;
  return isPlain && typeof port.port === 'number' ? port.port : portWords(port);
}

/** Several plain words in a row: never a number, a date, or a word that YAML reads as something else. */
const SENTENCE = /^[A-Za-z][-\w./(),=]*(?: [-\w./(),=]+)+$/;
const WIDE = 100;

function entryText(entry: Entry): string {
  const lines = Object.entries(entry).map(([key, value]) => lineOf(key, value));
  return `  - ${lines.join('\n    ')}\n`;
}

function lineOf(key: string, value: unknown): string {
  if (key === 'name' && typeof value === 'string' && SENTENCE.test(value)) {
    return `${key}: ${value}`;
  }
  const line = `${key}: ${flowYaml(value)}`;
  if (line.length <= WIDE || !Array.isArray(value)) return line;
  return `${key}:\n${value.map((each) => `      - ${flowYaml(each)}`).join('\n')}`;
}
