import type { Direction } from '../../kernel/direction';
import type { ClaimKind } from '../../kernel/intent';
import type { PortSpec } from '../../kernel/network-policy';
import { frozen } from './frozen';
import { isPlainEnd, type PlainEnd } from './intent-end';
import { kindOf } from './peer';
import { fieldOf, isListOf, isPortSpecShape } from './shape';

/** Flows that a claim is about: from every one of `from` to every one of `to`. */
export interface ClaimedFlow {
  readonly from: readonly PlainEnd[];
  readonly to: readonly PlainEnd[];
  /** `all` means every port of every protocol. */
  readonly ports: 'all' | readonly PortSpec[];
}

/**
 * What an intent demands, in the words of the DSL: `every(...).reaches(...)` and the like. Says
 * nothing by itself: `new Intent(scope, name, claim)` states it.
 */
export interface IntentClaim {
  readonly kind: 'claim';
  readonly demands: ClaimKind;
  /** The ends that it rules over: destinations of `only` and `nothing`, else where flows start. */
  readonly ends: readonly PlainEnd[];
  readonly flows: readonly ClaimedFlow[];
  /** The directions that it closes. */
  readonly directions: readonly Direction[];
}

/** A claim from parts that are checked already. */
export function claimOf(
  demands: ClaimKind,
  ends: readonly PlainEnd[],
  more: Partial<Pick<IntentClaim, 'flows' | 'directions'>> = {},
): IntentClaim {
  return frozen({ kind: 'claim', demands, ends, flows: [], directions: [], ...more });
}

/** The claims that hold of no flow at all unless they name one. */
const NAMES_FLOWS: readonly unknown[] = [
  'reaches',
  'never-reaches',
  'never-reaches-transitively',
] satisfies ClaimKind[];
const OTHERS: readonly unknown[] = [
  'reached-only-by',
  'reaches-only',
  'closed',
  'resolves-names',
] satisfies ClaimKind[];

/** Whether something is a claim that lost none of its conditions. */
export function isClaim(found: unknown): found is IntentClaim {
  const demands = fieldOf(found, 'demands');
  const flows = fieldOf(found, 'flows');
  const directions = fieldOf(found, 'directions');
  const isEmpty = (list: unknown) => Array.isArray(list) && list.length === 0;
  return (
    kindOf(found) === 'claim' &&
    isListOf(fieldOf(found, 'ends'), isPlainEnd) &&
    (isListOf(flows, isFlow) || (isEmpty(flows) && OTHERS.includes(demands))) &&
    (demands === 'closed' ? isListOf(directions, isDirection) : isEmpty(directions)) &&
    [...NAMES_FLOWS, ...OTHERS].includes(demands)
  );
}

function isDirection(found: unknown): boolean {
  return found === 'ingress' || found === 'egress';
}

function isFlow(found: unknown): boolean {
  const ports = fieldOf(found, 'ports');
  return (
    isListOf(fieldOf(found, 'from'), isPlainEnd) &&
    isListOf(fieldOf(found, 'to'), isPlainEnd) &&
    (ports === 'all' || isListOf(ports, isPortSpecShape))
  );
}
