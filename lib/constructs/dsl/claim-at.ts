import type { Claim, IntentEndpoint, StatedFlow } from '../../kernel/intent';
import { NOT_INTERNET } from '../../platform';
import type { Addresses } from './addresses';
import { INTERNET } from './addresses';
import type { ClaimedFlow, IntentClaim } from './claim';
import { endpointsOf } from './endpoints';
import type { PlainEnd } from './intent-end';

/** Where a claim is made: what its ends leave open. */
export interface Standpoint {
  /** The namespace of ends that name none. @throws {InvalidInputError} where nothing says it */
  readonly namespace: () => string;
  /** The blocks of all declared zones: they are not the internet. */
  readonly zones: readonly string[];
}

/** A claim as data, its ends resolved where it is made. @throws {InvalidInputError} without a namespace */
export function claimAt(claim: IntentClaim, place: Standpoint): Claim {
  const ends = endpointsAt(claim.ends, place);
  const flows = claim.flows.map((flow) => flowAt(flow, place));
  switch (claim.demands) {
    case 'reaches':
    case 'never-reaches':
    case 'never-reaches-transitively':
      return { kind: claim.demands, flows };
    case 'reached-only-by':
      return { kind: claim.demands, to: ends, flows };
    case 'reaches-only':
      return { kind: claim.demands, from: ends, flows };
    case 'closed':
      return { kind: claim.demands, pods: ends, directions: claim.directions };
    case 'resolves-names':
      return { kind: claim.demands, from: ends };
  }
}

function flowAt({ from, to, ports }: ClaimedFlow, place: Standpoint): StatedFlow {
  return {
    from: endpointsAt(from, place),
    to: endpointsAt(to, place),
    ...(ports !== 'all' && { ports }),
  };
}

function endpointsAt(ends: readonly PlainEnd[], place: Standpoint): readonly IntentEndpoint[] {
  return ends.flatMap((end) => endpointsOfEnd(end, place));
}

function endpointsOfEnd(end: PlainEnd, place: Standpoint): readonly IntentEndpoint[] {
  switch (end.kind) {
    case 'workload':
    case 'service':
    case 'any-pod':
    case 'cloud-metadata':
      return [end];
    case 'everyone':
    case 'anywhere':
      return [{ kind: 'anywhere' }];
    case 'addresses':
      return end.label === INTERNET ? [internetEnd(end, place)] : endpointsOf(end, '');
    case 'pods':
      return endpointsOf(end, end.namespaceName ?? place.namespace());
    case 'all-pods':
    case 'same-namespace':
      return endpointsOf(end, place.namespace());
    case 'pods-in':
    case 'namespace':
    case 'namespaces':
    case 'all-namespaces':
      return endpointsOf(end, '');
  }
}

/** The internet of the cluster: its profile says which zones are not part of it. */
function internetEnd({ excluded }: Addresses, { zones }: Standpoint): IntentEndpoint {
  if (excluded.length === 0) return { kind: 'internet' };
  return {
    kind: 'addresses',
    cidrs: ['0.0.0.0/0', '::/0'],
    except: [...new Set([...NOT_INTERNET, ...zones, ...excluded])],
  };
}
