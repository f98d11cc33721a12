import { kindOf } from '../dsl/peer';
import { fieldOf, isListOf, isPeerShape, isPortSpecShape, isSelectorShape } from '../dsl/shape';
import type { ClusterAction } from './rules';

const ACTIONS: readonly unknown[] = ['Accept', 'Deny', 'Pass'] satisfies ClusterAction[];

/** Whether a rule has all its parts: what lost one when it was copied could match everything. */
export function isWhole(rule: unknown): boolean {
  const matched = fieldOf(rule, 'matched');
  const ports = fieldOf(matched, 'ports');
  return (
    kindOf(rule) === 'cluster-rule' &&
    ACTIONS.includes(fieldOf(rule, 'action')) &&
    fieldOf(matched, 'direction') === fieldOf(rule, 'direction') &&
    (ports === 'all' || isListOf(ports, isPortSpecShape)) &&
    hasEnds(matched)
  );
}

function hasEnds(matched: unknown): boolean {
  const peers = fieldOf(matched, 'peers');
  switch (kindOf(matched)) {
    case 'rule':
      return peers === 'any' || isListOf(peers, isPeerShape);
    case 'nodes-rule':
      return isSelectorShape(fieldOf(matched, 'nodes'));
    case 'domains-rule':
      return isListOf(fieldOf(matched, 'domainNames'), (name) => typeof name === 'string');
    default:
      return false;
  }
}
