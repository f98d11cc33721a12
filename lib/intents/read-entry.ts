import {
  type Acknowledgement,
  type Claim,
  isDay,
  orElse,
  SHORTEST_REASON,
  type Statement,
  writtenIntent,
} from '../kernel';
import { claimWords } from './claim-words';
import type { Node } from './node';
import { CLAIM_KEYS, readClaim } from './read-claim';

/** What `no` is read as, which is told where the claim is read. */
const FALSE_KEYS = ['no', 'false'];

/** Reads one intent; undefined if any part of it cannot be read. */
export function readEntry(entry: Node): Statement | undefined {
  if (!entry.isMap()) {
    const message = `${entry.shown()} stands where an intent belongs`;
    return entry.refuse('intents/no-claim', message);
  }
  const known = ['name', ...CLAIM_KEYS, 'severity', 'acknowledge'];
  const isKnown = entry.knowsOnly(known, 'an intent', FALSE_KEYS);
  const claim = readClaim(entry);
  const name = readName(entry.field('name'), claim);
  const severity = readSeverity(entry.field('severity'));
  const acknowledged = readAcknowledgement(entry.field('acknowledge'));
  if (!isKnown || claim === undefined || name === undefined) return undefined;
  if (severity === undefined || acknowledged === undefined) return undefined;
  return { source: entry.source, ...writtenIntent(claim, { name, severity, ...acknowledged }) };
}

function readName(node: Node | undefined, claim: Claim | undefined): string | undefined {
  if (node === undefined) return claim && claimWords(claim);
  const { value } = node;
  if (typeof value === 'string' && value.trim() !== '' && !/[\r\n]/.test(value)) return value;
  const help = 'write it on one line, or leave it out';
  return node.refuse('intents/wrong-type', `${node.shown()} is no name`, help);
}

function readSeverity(node: Node | undefined): 'error' | 'warning' | undefined {
  if (node === undefined) return 'error';
  if (node.value === 'error' || node.value === 'warning') return node.value;
  const near = typeof node.value === 'string' ? orElse(node.value, ['error', 'warning']) : '';
  const message = `${node.shown()} is no severity${near}`;
  return node.refuse('intents/wrong-type', message, 'write error or warning');
}

/** What a failure is accepted with: nothing at all where nobody accepts it. */
interface Acknowledged {
  readonly acknowledged?: Acknowledgement;
}

function readAcknowledgement(node: Node | undefined): Acknowledged | undefined {
  if (node === undefined) return {};
  if (!node.isMap()) {
    const message = `${node.shown()} stands where { reason: ... } belongs`;
    return node.refuse('intents/acknowledgement', message);
  }
  const isKnown = node.knowsOnly(['reason', 'until'], '`acknowledge`');
  const reason = readReason(node);
  const until = node.field('until');
  const isUntil = until === undefined || isDay(until.value) || refuseDay(until);
  if (!isKnown || reason === undefined || !isUntil) return undefined;
  const day = until !== undefined && isDay(until.value) ? { until: until.value } : {};
  return { acknowledged: { reason, ...day } };
}

function readReason(node: Node): string | undefined {
  const field = node.field('reason');
  if (field === undefined) return node.refuse('intents/acknowledgement', '`reason` is missing');
  const { value } = field;
  if (typeof value === 'string' && value.trim().length >= SHORTEST_REASON) return value;
  const message = `\`reason\` is ${field.shown()}, not a text of at least ${SHORTEST_REASON} characters`;
  return field.refuse('intents/acknowledgement', message);
}

function refuseDay(node: Node): false {
  node.refuse('intents/acknowledgement', `\`until\` is ${node.shown()}, not a day`);
  return false;
}
