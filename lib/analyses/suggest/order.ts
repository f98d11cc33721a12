import { byText, type Claim, type IntentEndpoint } from '../../kernel';
import type { Draft } from './draft';

/** By the namespace that is spoken of: first that it is closed, then what passes. */
export function inOrder(drafts: readonly Draft[]): readonly Draft[] {
  const closed = new Set(drafts.flatMap(({ claim }) => homesOf(sealedIn(claim))));
  return [...drafts].sort(byText(({ claim }) => JSON.stringify(rankOf(claim, closed))));
}

function rankOf(claim: Claim, closed: ReadonlySet<string>): readonly unknown[] {
  if (claim.kind === 'closed') return [homesOf(claim.pods)[0], 0, claim];
  if (claim.kind === 'reached-only-by') return [homesOf(claim.to)[0], 1, claim];
  const flows = 'flows' in claim ? claim.flows : [];
  const homes = homesOf(flows.flatMap(({ from, to }) => [...to, ...from]));
  return [homes.find((name) => closed.has(name)) ?? homes[0] ?? NOWHERE, 2, claim];
}

/** Behind every name of a namespace. */
const NOWHERE = '~';

function sealedIn(claim: Claim): readonly IntentEndpoint[] {
  if (claim.kind === 'closed') return claim.pods;
  return claim.kind === 'reached-only-by' ? claim.to : [];
}

/** The namespaces that ends name, in their order. */
function homesOf(ends: readonly IntentEndpoint[]): readonly string[] {
  return ends.flatMap((end) => {
    if (end.kind === 'workload') return [end.namespace];
    return end.kind === 'pods' && end.namespaces.kind === 'named' ? [end.namespaces.name] : [];
  });
}
