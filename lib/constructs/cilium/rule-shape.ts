import { CILIUM_ENTITIES } from '../../platform';
import { kindOf } from '../dsl/peer';
import { fieldOf, isListOf, isPeerShape, isPortSpecShape } from '../dsl/shape';

/** The kinds of rules that only Cilium has, each with what it must not lose when it is copied. */
const PARTS: ReadonlyMap<unknown, (rule: unknown) => boolean> = new Map([
  ['entities-rule', (rule: unknown) => isListOf(fieldOf(rule, 'entities'), isEntity)],
  ['names-rule', (rule: unknown) => isListOf(fieldOf(rule, 'names'), isNameSelector)],
  ['layer7-rule', hasRequests],
]);

/** Whether something is a rule that only Cilium has. */
export function isCiliumKind(rule: unknown): boolean {
  return PARTS.has(kindOf(rule));
}

/** Whether a rule that only Cilium has is whole: an empty list in it would mean everyone, or nobody. */
export function isWhole(rule: unknown): boolean {
  const ports = fieldOf(rule, 'ports');
  const hasPorts = ports === 'all' || isListOf(ports, isPortSpecShape);
  return hasPorts && (PARTS.get(kindOf(rule))?.(rule) ?? false);
}

function isEntity(found: unknown): boolean {
  return typeof found === 'string' && Object.hasOwn(CILIUM_ENTITIES, found);
}

function isNameSelector(found: unknown): boolean {
  return ['matchName', 'matchPattern'].some((field) => typeof fieldOf(found, field) === 'string');
}

function hasRequests(rule: unknown): boolean {
  const peers = fieldOf(fieldOf(rule, 'rule'), 'peers');
  const layer7 = fieldOf(rule, 'layer7');
  const isConditional = (request: unknown) =>
    typeof request === 'object' && request !== null && Object.keys(request).length > 0;
  return (
    (peers === 'any' || isListOf(peers, isPeerShape)) &&
    ['http', 'dns'].some((protocol) => isListOf(fieldOf(layer7, protocol), isConditional))
  );
}
