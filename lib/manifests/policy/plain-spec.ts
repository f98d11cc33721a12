import {
  cidrContains,
  DIRECTIONS,
  isJsonObject,
  isProtocol,
  type Json,
  type JsonObject,
  labelKeyProblems,
  labelValueProblems,
  PEER_FIELD,
  parseCidr,
  portNameProblems,
  portNumberProblems,
  type UncheckedSpec,
} from '../../kernel';
import { hasOnly } from './has-only';

const SPEC: ReadonlySet<string> = new Set(['podSelector', 'policyTypes', ...DIRECTIONS]);
const RULES = {
  ingress: new Set([PEER_FIELD.ingress, 'ports']),
  egress: new Set([PEER_FIELD.egress, 'ports']),
} as const;
const SELECTOR: ReadonlySet<string> = new Set(['matchLabels', 'matchExpressions']);
const EXPRESSION: ReadonlySet<string> = new Set(['key', 'operator', 'values']);
const SELECTORS: ReadonlySet<string> = new Set(['podSelector', 'namespaceSelector']);
const IP_BLOCK: ReadonlySet<string> = new Set(['ipBlock']);
const BLOCK: ReadonlySet<string> = new Set(['cidr', 'except']);
const PORT: ReadonlySet<string> = new Set(['protocol', 'port', 'endPort']);

/**
 * Whether the spec of a policy is written as almost every one is: nothing in it is unknown, null,
 * empty, of another type or out of range. Decoding leaves such a spec as it stands, and validation
 * of no release has anything to say of it. What is false here may still be right: then decoding and
 * validation tell.
 *
 * A cluster holds thousands of specs, and all are read before anything is answered. Where decoding
 * and validation stand is kept for what they object to; here is nothing to keep.
 */
export function isPlainSpec(spec: JsonObject): spec is JsonObject & UncheckedSpec {
  const { podSelector, policyTypes } = spec;
  if (!hasOnly(spec, SPEC) || !isSelector(podSelector)) return false;
  if (policyTypes !== undefined && !areTypes(policyTypes)) return false;
  return DIRECTIONS.every((direction) =>
    isListOf(spec[direction], (rule) => {
      if (!isJsonObject(rule) || !hasOnly(rule, RULES[direction])) return false;
      return isListOf(rule[PEER_FIELD[direction]], isPeer) && isListOf(rule['ports'], isPort);
    }),
  );
}

/** Whether there is no list, or one with entries that are all so. */
function isListOf(list: Json | undefined, is: (entry: Json) => boolean): boolean {
  if (list === undefined) return true;
  return Array.isArray(list) && list.length > 0 && list.every(is);
}

function areTypes(types: Json): boolean {
  const isType = (each: Json) => each === 'Ingress' || each === 'Egress';
  return isListOf(types, isType) && Array.isArray(types) && types.length <= 2;
}

function isPeer(peer: Json): boolean {
  if (!isJsonObject(peer)) return false;
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock !== undefined) return hasOnly(peer, IP_BLOCK) && isBlock(ipBlock);
  if (podSelector === undefined && namespaceSelector === undefined) return false;
  if (podSelector !== undefined && !isSelector(podSelector)) return false;
  if (namespaceSelector !== undefined && !isSelector(namespaceSelector)) return false;
  return hasOnly(peer, SELECTORS);
}

function isSelector(selector: Json | undefined): boolean {
  if (!isJsonObject(selector) || !hasOnly(selector, SELECTOR)) return false;
  const { matchLabels, matchExpressions } = selector;
  if (matchLabels !== undefined && !areLabels(matchLabels)) return false;
  return isListOf(matchExpressions, isExpression);
}

function areLabels(labels: Json): boolean {
  if (!isJsonObject(labels)) return false;
  const keys = Object.keys(labels);
  return keys.length > 0 && keys.every((key) => isLabelKey(key) && isLabelValue(labels[key]));
}

function isExpression(expression: Json): boolean {
  if (!isJsonObject(expression) || !hasOnly(expression, EXPRESSION)) return false;
  const { key, operator, values } = expression;
  if (typeof key !== 'string' || !isLabelKey(key)) return false;
  if (operator === 'Exists' || operator === 'DoesNotExist') return values === undefined;
  if (operator !== 'In' && operator !== 'NotIn') return false;
  return values !== undefined && isListOf(values, isLabelValue);
}

function isLabelKey(key: string): boolean {
  return labelKeyProblems(key).length === 0;
}

function isLabelValue(value: Json | undefined): boolean {
  return typeof value === 'string' && labelValueProblems(value).length === 0;
}

function isBlock(block: Json): boolean {
  if (!isJsonObject(block) || !hasOnly(block, BLOCK)) return false;
  const outer = plainCidr(block['cidr']);
  if (outer === undefined) return false;
  return isListOf(block['except'], (each) => {
    const inner = plainCidr(each);
    return inner !== undefined && inner.prefix > outer.prefix && cidrContains(outer, inner);
  });
}

/** A block that every release reads in the same way. */
function plainCidr(text: Json | undefined) {
  const parsed = typeof text === 'string' ? parseCidr(text) : undefined;
  return parsed?.problems.length === 0 ? parsed.cidr : undefined;
}

function isPort(entry: Json): boolean {
  if (!isJsonObject(entry) || !hasOnly(entry, PORT)) return false;
  const { protocol, port, endPort } = entry;
  if (protocol !== undefined && !(typeof protocol === 'string' && isProtocol(protocol)))
    return false;
  if (endPort !== undefined && !(isPortNumber(port) && isPortNumber(endPort))) return false;
  if (endPort !== undefined && Number(endPort) < Number(port)) return false;
  if (typeof port === 'string') return portNameProblems(port).length === 0;
  return port === undefined || isPortNumber(port);
}

function isPortNumber(port: Json | undefined): boolean {
  return typeof port === 'number' && portNumberProblems(port).length === 0;
}
