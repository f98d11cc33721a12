import type { Intent, StatedFlow } from '../../kernel/intent';
import { allPods, endpointsOf } from '../dsl';
import { type PortChoice, ruleFor } from '../openings';

/** The flows among the pods of a tenant, which is these namespaces. */
export function insideFlow(homes: readonly string[], on: PortChoice): StatedFlow {
  const pods = homes.flatMap((home) => endpointsOf(allPods(), home));
  const { ports } = ruleFor('egress', 'any', on);
  return { from: pods, to: pods, ...(ports !== 'all' && { ports }) };
}

/** That nothing but these flows enters or leaves a tenant, whatever others say. */
export function tenantPromises(
  id: string,
  homes: readonly string[],
  inward: readonly StatedFlow[],
  outward: readonly StatedFlow[],
): readonly Intent[] {
  const pods = homes.flatMap((home) => endpointsOf(allPods(), home));
  const how = { severity: 'error', hard: true } as const;
  return [
    {
      ...how,
      name: `only tenant ${id} and its entries reach it`,
      kind: 'reached-only-by',
      to: pods,
      flows: inward,
    },
    {
      ...how,
      name: `tenant ${id} reaches only itself and what is shared`,
      kind: 'reaches-only',
      from: pods,
      flows: outward,
    },
  ];
}
