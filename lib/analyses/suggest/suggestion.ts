import {
  type Claim,
  compareText,
  formatPorts,
  type IntentEndpoint,
  NO_PORTS,
  noPorts,
  portRange,
  type StatedFlow,
  selectsEverything,
  unionPorts,
  writtenIntent,
} from '../../kernel';
import type { SuggestedIntent } from '../../results';
import type { Draft } from './draft';
import type { Known } from './known';

/** A draft as a named intent, with what its reader wants to know of it. */
export function suggestionsOf(
  known: Known,
  { claim, policies }: Draft,
  name: string,
): readonly SuggestedIntent[] {
  const flows = 'flows' in claim ? claim.flows : [];
  return writtenIntent(claim, { name, severity: 'error' }).intents.map((intent) => ({
    intent,
    policies,
    workloads: selectedBy(claim, known),
    declared: flows.flatMap((flow) => declaredPorts(flow, known)),
  }));
}

/** The known workloads that the labels of a claim select. */
function selectedBy(claim: Claim, known: Known): readonly string[] {
  const isSelection = (end: IntentEndpoint) => end.kind === 'pods' && !selectsEverything(end.pods);
  const rows = endsOf(claim).filter(isSelection).flatMap(known.within);
  return [...new Set(rows.map(({ endpoint }) => endpoint.id))].sort(compareText);
}

function endsOf(claim: Claim): readonly IntentEndpoint[] {
  switch (claim.kind) {
    case 'closed':
      return claim.pods;
    case 'resolves-names':
      return claim.from;
    case 'reached-only-by':
      return [...claim.to, ...claim.flows.flatMap(({ from }) => from)];
    default:
      return claim.flows.flatMap(({ from, to }) => [...from, ...to]);
  }
}

/** What the destinations of a flow on every port declare. */
function declaredPorts({ to, ports }: StatedFlow, known: Known): readonly string[] {
  if (ports !== undefined) return [];
  const declared = to
    .filter(({ kind }) => kind === 'pods')
    .flatMap((end) => known.within(end).flatMap(({ pods }) => pods.flatMap((pod) => pod.ports)))
    .map(({ protocol, port }) => portRange(protocol, port))
    .reduce(unionPorts, NO_PORTS);
  return noPorts(declared) ? [] : [formatPorts(declared)];
}
