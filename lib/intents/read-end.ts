import {
  ANY_IP_CIDRS,
  dnsLabelProblems,
  EVERYTHING,
  formatCidr,
  type IntentEndpoint,
  type NamespaceScope,
  orElse,
  parseNamedObject,
  type Selector,
} from '../kernel';
import { type Node, readAll } from './node';
import { blockIn, readBlock, readBlocks } from './read-addresses';
import { readSelector } from './read-selector';

/** Reads one end, or a list of them; undefined if any of them cannot be read. */
export function readEnds(node: Node): readonly IntentEndpoint[] | undefined {
  if (node.items().length === 0) return node.refuse('intents/not-an-end', 'nobody is listed');
  return readAll(node.items(), readEnd);
}

/** The ends that one word says. */
const WORDS: ReadonlyMap<string, IntentEndpoint> = new Map([
  ['any-pod', { kind: 'any-pod' }],
  ['internet', { kind: 'internet' }],
  ['any-ip', { kind: 'addresses', cidrs: ANY_IP_CIDRS, except: [] }],
  ['cloud-metadata', { kind: 'cloud-metadata' }],
  ['anywhere', { kind: 'anywhere' }],
]);

function readEnd(node: Node): IntentEndpoint | undefined {
  if (node.isMap()) return readMap(node);
  if (typeof node.value !== 'string') {
    return node.refuse('intents/not-an-end', `${node.shown()} stands where an end belongs`);
  }
  return readText(node, node.value);
}

function readText(node: Node, text: string): IntentEndpoint | undefined {
  const found = WORDS.get(text) ?? workloadIn(text) ?? serviceIn(text);
  if (found !== undefined) return found;
  if (blockIn(text) !== undefined) return addressesIn(node);
  const isName = dnsLabelProblems(text).length === 0;
  const near = orElse(text, [...WORDS.keys()]);
  const help =
    isName && near === ''
      ? `write { namespace: ${text} } for a whole namespace, or namespace/${text} for a workload`
      : undefined;
  return node.refuse('intents/not-an-end', `${node.shown()} is no end${near}`, help);
}

function addressesIn(node: Node): IntentEndpoint | undefined {
  const block = readBlock(node);
  return block && { kind: 'addresses', cidrs: [formatCidr(block)], except: [] };
}

const SERVICE = 'svc/';

/** `shop/api`, or `shop/Deployment/api`. A kind begins with a capital, so `svc/shop/db` is none. */
function workloadIn(text: string): IntentEndpoint | undefined {
  const named = parseNamedObject(text);
  if (named === undefined || (named.kind !== undefined && !/^[A-Z]/.test(named.kind))) {
    return undefined;
  }
  const { namespace, name, kind } = named;
  return { kind: 'workload', namespace, name, ...(kind !== undefined && { workloadKind: kind }) };
}

/** `svc/shop/db`. */
function serviceIn(text: string): IntentEndpoint | undefined {
  if (!text.startsWith(SERVICE)) return undefined;
  const named = parseNamedObject(text.slice(SERVICE.length));
  if (named === undefined || named.kind !== undefined) return undefined;
  return { kind: 'service', namespace: named.namespace, name: named.name };
}

/** The keys of an end that is a map: the first one that is written says which kind it is. */
const FORMS: readonly (readonly [readonly string[], (node: Node) => IntentEndpoint | undefined])[] =
  [
    [['workload'], (node) => readNamed(node, 'workload', workloadIn)],
    [['service'], (node) => readNamed(node, 'service', (text) => serviceIn(SERVICE + text))],
    [['cidr', 'except'], readBlocks],
    [['namespace', 'pods'], readPods],
    [['namespaces', 'pods'], readPods],
  ];
const KEYS = [...new Set(FORMS.flatMap(([keys]) => keys))];

function readMap(node: Node): IntentEndpoint | undefined {
  if (!node.knowsOnly(KEYS, 'an end')) return undefined;
  const form = FORMS.find(([[key = '']]) => node.field(key) !== undefined);
  if (form === undefined) {
    const help = 'add `namespace: shop`, or `namespaces: all` for every namespace';
    const isPods = node.field('pods') !== undefined;
    const message = isPods ? 'these pods have no namespace' : 'this end names nobody';
    return node.refuse('intents/not-an-end', message, isPods ? help : undefined);
  }
  const [keys, read] = form;
  const other = node.keys().find((key) => !keys.includes(key));
  if (other === undefined) return read(node);
  const message = `\`${other}\` stands beside \`${keys[0]}\``;
  return node.field(other)?.refuse('intents/not-an-end', message, 'write two ends, as a list');
}

function readNamed(
  node: Node,
  key: 'workload' | 'service',
  named: (text: string) => IntentEndpoint | undefined,
): IntentEndpoint | undefined {
  const field = node.field(key);
  const found = typeof field?.value === 'string' ? named(field.value) : undefined;
  if (found !== undefined) return found;
  const message = `${field?.shown()} is no name of a ${key}`;
  return field?.refuse('intents/not-an-end', message, 'write namespace/name');
}

function readPods(node: Node): IntentEndpoint | undefined {
  const namespaces = readNamespaces(node);
  const pods = readSelectorOrAll(node.field('pods'));
  if (namespaces === undefined || pods === undefined) return undefined;
  return { kind: 'pods', namespaces, pods };
}

function readNamespaces(node: Node): NamespaceScope | undefined {
  const one = node.field('namespace');
  if (one === undefined) {
    const selector = readSelectorOrAll(node.field('namespaces'));
    return selector && { kind: 'selected', selector };
  }
  const { value } = one;
  if (typeof value === 'string' && dnsLabelProblems(value).length === 0) {
    return { kind: 'named', name: value };
  }
  const help = typeof value === 'number' ? `put it in quotes: "${value}"` : 'write its name';
  return one.refuse('intents/not-an-end', `${one.shown()} is no name of a namespace`, help);
}

/** `all`, said out loud, or labels. Pods may be left out: then all of them are meant. */
function readSelectorOrAll(node: Node | undefined): Selector | undefined {
  return node === undefined || node.value === 'all' ? EVERYTHING : readSelector(node);
}
