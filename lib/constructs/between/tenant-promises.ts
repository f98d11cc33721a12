import type { Intent, IntentEndpoint, StatedFlow } from '../../kernel/intent';
import { allPods, endpointsOf } from '../dsl';
import { type PortChoice, ruleFor } from '../openings';

/** The flows among the pods of a tenant, which is these namespaces. */
export function insideFlow(homes: readonly string[], on: PortChoice): StatedFlow {
  const pods = podsOf(homes);
  const { ports } = ruleFor('egress', 'any', on);
  return { from: pods, to: pods, ...(ports !== 'all' && { ports }) };
}

/** That nothing but these flows enters a tenant, whatever others say. */
export function reachedPromise(
  id: string,
  homes: readonly string[],
  flows: readonly StatedFlow[],
): Intent {
  return {
    severity: 'error',
    hard: true,
    name: `only tenant ${id} and its entries reach it`,
    kind: 'reached-only-by',
    to: podsOf(homes),
    flows,
  };
}

/** That nothing but these flows leaves a tenant, whatever others say. */
export function reachesPromise(
  id: string,
  homes: readonly string[],
  flows: readonly StatedFlow[],
): Intent {
  return {
    severity: 'error',
    hard: true,
    name: `tenant ${id} reaches only itself and what is shared`,
    kind: 'reaches-only',
    from: podsOf(homes),
    flows,
  };
}

function podsOf(homes: readonly string[]): readonly IntentEndpoint[] {
  return homes.flatMap((home) => endpointsOf(allPods(), home));
}
