import { DIRECTIONS } from '../../kernel/direction';
import { claimOf, type IntentClaim } from './claim';
import { endsOf, flowTo, podsOnly, type SaidPorts } from './claim-parts';
import { frozen } from './frozen';
import type { IntentEnd } from './intent-end';
import { type Listed, listedItems } from './lists';
import { flowsOf, isParty, type PortField, partiesIn } from './party';
import type { IngressRule } from './rule';

/** Clients with the ports they use, for ends that several reach. */
export type Client =
  | IngressRule
  | { readonly from: IntentEnd | readonly IntentEnd[]; readonly on: PortField };

/** Ends that reach something, and nothing else does. */
export interface Only {
  /** They reach `ends` on `ports`, and nothing else enters these on any port. */
  reaches(ends: IntentEnd | readonly IntentEnd[], ...ports: SaidPorts): IntentClaim;
}

/** Clients that reach something on ports of their own, and nothing else does. */
export interface OnlyClients {
  /** The clients reach `ends` on their ports, and nothing else enters these on any port. */
  reach(...ends: Listed<IntentEnd>): IntentClaim;
}

/**
 * Who reaches something, and that nobody else does: neither pods that are known or may come to
 * exist, nor addresses, nor replicas of the destination.
 *
 * @example
 * only(tiers.api).reaches(tiers.database, tcp(5432))
 * only({ from: tiers.api, on: tcp(5432) }, { from: prometheus(), on: tcp(9187) }).reach(tiers.database)
 * @throws {InvalidInputError} for no end or what is no end; its methods, for no ports as well
 */
export function only(...clients: Listed<Client>): OnlyClients;
export function only(...ends: Listed<IntentEnd>): Only;
export function only(...given: readonly unknown[]): Only | OnlyClients {
  if (listedItems(given).some(isParty)) {
    const parties = partiesIn('only', 'from', given);
    const reach = (...ends: Listed<IntentEnd>) => {
      const to = endsOf('reach', ends);
      const flows = flowsOf('reach', parties, (from) => ({ from, to }));
      return claimOf('reached-only-by', to, { flows });
    };
    return frozen({ reach });
  }
  const from = endsOf('only', given);
  return frozen({
    reaches: (ends: IntentEnd | readonly IntentEnd[], ...ports: SaidPorts) => {
      const flow = flowTo('reaches', from, ends, ports);
      return claimOf('reached-only-by', flow.to, { flows: [flow] });
    },
  });
}

/** Nothing at all, from anywhere. */
export interface Nothing {
  /** Nothing enters `ends`. */
  reaches(...ends: Listed<IntentEnd>): IntentClaim;
}

/**
 * That nothing gets in.
 *
 * @example
 * nothing().reaches(pods({ app: 'batch' }))
 * @throws {InvalidInputError} its method, for no end or what is no end
 */
export function nothing(): Nothing {
  return frozen({
    reaches: (...ends: Listed<IntentEnd>) => claimOf('reached-only-by', endsOf('reaches', ends)),
  });
}

/**
 * A closed world: for these pods nothing passes, in or out, but what a typed construct or another
 * intent of the app states. Raw manifests state nothing.
 *
 * @example
 * closed(namespace('payments'))
 * @throws {InvalidInputError} for no end, what is no end, and for addresses
 */
export function closed(...ends: Listed<IntentEnd>): IntentClaim {
  return claimOf('closed', podsOnly('closed', ends), { directions: DIRECTIONS });
}

/** A closed world in one direction. */
export interface NothingElse {
  /** Nothing enters `ends` but what is stated. */
  reaches(...ends: Listed<IntentEnd>): IntentClaim;
  /** Nothing leaves `ends` but what is stated. */
  leaves(...ends: Listed<IntentEnd>): IntentClaim;
}

/**
 * A closed world in one direction: only what a typed construct or another intent states passes.
 *
 * @example
 * nothingElse().reaches(tiers.database)
 * nothingElse().leaves(namespace('payments'))
 * @throws {InvalidInputError} its methods, for no end, what is no end, and for addresses
 */
export function nothingElse(): NothingElse {
  return frozen({
    reaches: (...ends: Listed<IntentEnd>) =>
      claimOf('closed', podsOnly('reaches', ends), { directions: ['ingress'] }),
    leaves: (...ends: Listed<IntentEnd>) =>
      claimOf('closed', podsOnly('leaves', ends), { directions: ['egress'] }),
  });
}
