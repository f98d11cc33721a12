import { claimOf, type IntentClaim } from './claim';
import { endsOf, flowBetween, flowTo, podsOnly, type SaidPorts } from './claim-parts';
import { frozen } from './frozen';
import type { IntentEnd } from './intent-end';
import type { Alone, Listed } from './lists';
import { flowsOf, type PortField, partiesIn } from './party';
import type { EveryPort, Port } from './ports';
import type { EgressRule } from './rule';

/** Destinations with their ports, for pods that reach several. */
export type Destination =
  | EgressRule
  | { readonly to: IntentEnd | readonly IntentEnd[]; readonly on: PortField };

/** Ends of which something must hold. */
export interface Every {
  /** Each of them reaches each of `ends`, on every one of `ports`. */
  reaches(ends: IntentEnd | readonly IntentEnd[], ...ports: SaidPorts): IntentClaim;
  /** They reach all of this, and nothing else leaves them. */
  reachesOnly(...destinations: readonly [Destination, ...(readonly Destination[])]): IntentClaim;
  /** Nothing leaves them. */
  reachesNothing(): IntentClaim;
  /** Each of them reaches something that answers DNS. Pods only. */
  resolvesNames(): IntentClaim;
}

/**
 * What must pass: every known pod of each end, and at least one. Where none is known, a pod with
 * exactly the stated labels stands in.
 *
 * @example
 * every(tiers.web).reaches(tiers.api, tcp(8080))
 * every(tiers.api).reachesOnly(to(tiers.database).on(tcp(5432)), { to: service('auth/sso'), on: tcp(443) })
 * every(allPods()).resolvesNames()
 * @throws {InvalidInputError} for no end or what is no end; its methods, for no ports as well
 */
export function every(...ends: Listed<IntentEnd>): Every {
  const from = endsOf('every', ends);
  return frozen({
    reaches: (to: IntentEnd | readonly IntentEnd[], ...ports: SaidPorts) =>
      claimOf('reaches', from, { flows: [flowTo('reaches', from, to, ports)] }),
    reachesOnly: (...destinations: readonly Destination[]) => {
      const parties = partiesIn('reachesOnly', 'to', destinations);
      const flows = flowsOf('reachesOnly', parties, (to) => ({ from, to }));
      return claimOf('reaches-only', from, { flows });
    },
    reachesNothing: () => claimOf('reaches-only', from),
    resolvesNames: () => claimOf('resolves-names', podsOnly('resolvesNames', from)),
  });
}

/** Ends that must not reach something. */
export interface No {
  /** None of them reaches any of `ends`, on any of `ports`; without ports, on any port at all. */
  reaches(
    ends: IntentEnd | readonly IntentEnd[],
    ...ports: Listed<Port> | Alone<EveryPort>
  ): IntentClaim;
  /**
   * None of them gets to any of `ends` on any port, neither directly nor by way of known pods: also
   * where an attacker takes every pod that is reached.
   */
  reachesTransitively(...ends: Listed<IntentEnd>): IntentClaim;
}

/**
 * What must never pass, whatever other policies say: for pods that are known and all that may come
 * to exist.
 *
 * @example
 * no(anyPod()).reaches(cloudMetadata())
 * no(internet()).reaches(tiers.database, tcp(5432))
 * no(tiers.web).reachesTransitively(tiers.database)
 * @throws {InvalidInputError} for no end or what is no end; its methods, for an empty list of ports too
 */
export function no(...ends: Listed<IntentEnd>): No {
  const from = endsOf('no', ends);
  return frozen({
    reaches: (to: IntentEnd | readonly IntentEnd[], ...ports: Listed<Port> | Alone<EveryPort>) =>
      claimOf('never-reaches', from, {
        flows: [flowTo('reaches', from, to, ports.length === 0 ? 'all' : ports)],
      }),
    reachesTransitively: (...to: Listed<IntentEnd>) => {
      const call = 'reachesTransitively';
      const flow = flowBetween(call, from, endsOf(call, to), 'all');
      return claimOf('never-reaches-transitively', from, { flows: [flow] });
    },
  });
}
