import { type Claim, endWords, type IntentEndpoint, portWords, type StatedFlow } from '../kernel';

/** What a claim demands, in a sentence that can be its name. */
export function claimWords(claim: Claim): string {
  switch (claim.kind) {
    case 'reaches':
      return claim.flows.map((flow) => flowWords(flow)).join('; ');
    case 'never-reaches':
      return claim.flows.map((flow) => `never: ${flowWords(flow)}`).join('; ');
    case 'never-reaches-transitively':
      return claim.flows
        .map(({ from, to }) => `never: ${endsWords(from)} gets to ${endsWords(to)} by any way`)
        .join('; ');
    case 'reached-only-by': {
      const to = endsWords(claim.to);
      if (claim.flows.length === 0) return `nothing reaches ${to}`;
      const clients = claim.flows.map((flow) => `${endsWords(flow.from)}${onPorts(flow)}`);
      return `only ${clients.join(' and ')} reaches ${to}`;
    }
    case 'reaches-only': {
      const from = endsWords(claim.from);
      if (claim.flows.length === 0) return `${from} reaches nothing`;
      const servers = claim.flows.map((flow) => `${endsWords(flow.to)}${onPorts(flow)}`);
      return `${from} reaches only ${servers.join(' and ')}`;
    }
    case 'closed': {
      const pods = endsWords(claim.pods);
      if (claim.directions.length !== 1) return `closed: ${pods}`;
      return claim.directions[0] === 'ingress'
        ? `nothing else reaches ${pods}`
        : `nothing else leaves ${pods}`;
    }
    case 'resolves-names':
      return `${endsWords(claim.from)} resolves names`;
  }
}

function flowWords(flow: StatedFlow): string {
  return `${endsWords(flow.from)} reaches ${endsWords(flow.to)}${onPorts(flow)}`;
}

/** `a, b and c`: several ends in words. */
function endsWords(ends: readonly IntentEndpoint[]): string {
  const words = ends.map(endWords);
  const last = words.at(-1) ?? 'nobody';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** ` on 5432/TCP, 53/UDP`; nothing for every port. */
function onPorts({ ports }: StatedFlow): string {
  return ports === undefined ? '' : ` on ${ports.map(portWords).join(', ')}`;
}
