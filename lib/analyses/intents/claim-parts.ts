import type { Claim, IntentEndpoint, StatedFlow } from '../../kernel';

/** The flows that a claim speaks of. */
export function flowsOfClaim(claim: Claim): readonly StatedFlow[] {
  switch (claim.kind) {
    case 'reaches':
    case 'never-reaches':
    case 'never-reaches-transitively':
    case 'reached-only-by':
    case 'reaches-only':
      return claim.flows;
    case 'closed':
    case 'resolves-names':
      return [];
  }
}

/** The ends that a claim seals, or speaks of without naming a flow. */
export function endsOfClaim(claim: Claim): readonly IntentEndpoint[] {
  switch (claim.kind) {
    case 'reached-only-by':
      return claim.to;
    case 'reaches-only':
    case 'resolves-names':
      return claim.from;
    case 'closed':
      return claim.pods;
    case 'reaches':
    case 'never-reaches':
    case 'never-reaches-transitively':
      return [];
  }
}
