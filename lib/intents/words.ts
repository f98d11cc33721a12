import {
  type Claim,
  formatSelector,
  type IntentEndpoint,
  type NamespaceScope,
  type PortSpec,
  type StatedFlow,
  selectsEverything,
} from '../kernel';

/** `shop/api`, `pods app=web in namespace shop`, `any pod`: an end of an intent in words. */
function endInWords(end: IntentEndpoint): string {
  switch (end.kind) {
    case 'pods': {
      const everyPod = selectsEverything(end.pods);
      const pods = everyPod ? 'pods' : `pods ${formatSelector(end.pods)}`;
      return `${pods} in ${namespacesInWords(end.namespaces)}`;
    }
    case 'workload':
      return [end.namespace, end.workloadKind, end.name].filter(Boolean).join('/');
    case 'service':
      return `svc/${end.namespace}/${end.name}`;
    case 'any-pod':
      return 'any pod';
    case 'addresses': {
      const except = end.except.length === 0 ? '' : ` except ${end.except.join(', ')}`;
      return `${isAnyIp(end.cidrs) ? 'any IP' : end.cidrs.join(', ')}${except}`;
    }
    case 'internet':
      return 'the internet';
    case 'cloud-metadata':
      return 'cloud metadata';
    case 'anywhere':
      return 'anywhere';
  }
}

function namespacesInWords(scope: NamespaceScope): string {
  if (scope.kind === 'named') return `namespace ${scope.name}`;
  if (selectsEverything(scope.selector)) return 'any namespace';
  return `namespaces ${formatSelector(scope.selector)}`;
}

/** Both families, whole. */
export const ANY_IP_CIDRS: readonly string[] = ['0.0.0.0/0', '::/0'];

/** Whether blocks are any IP, said as usual. */
export function isAnyIp(cidrs: readonly string[]): boolean {
  return cidrs.length === 2 && ANY_IP_CIDRS.every((each) => cidrs.includes(each));
}

/** `a, b and c`: several ends in words. */
function endsInWords(ends: readonly IntentEndpoint[]): string {
  const words = ends.map(endInWords);
  const last = words.at(-1) ?? 'nobody';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `5432/TCP`, `metrics/TCP`, `8000-8100/TCP`, `UDP`: ports as they are written everywhere. */
export function portInWords({ protocol = 'TCP', port, endPort }: PortSpec): string {
  if (port === undefined) return protocol;
  return `${endPort === undefined ? port : `${port}-${endPort}`}/${protocol}`;
}

/** ` on 5432/TCP, 53/UDP`; nothing for every port. */
function onPorts({ ports }: StatedFlow): string {
  return ports === undefined ? '' : ` on ${ports.map(portInWords).join(', ')}`;
}

/** What a claim demands, in a sentence that can be its name. */
export function claimInWords(claim: Claim): string {
  switch (claim.kind) {
    case 'reaches':
      return claim.flows.map((flow) => flowInWords(flow)).join('; ');
    case 'never-reaches':
      return claim.flows.map((flow) => `never: ${flowInWords(flow)}`).join('; ');
    case 'reached-only-by': {
      const to = endsInWords(claim.to);
      if (claim.flows.length === 0) return `nothing reaches ${to}`;
      const clients = claim.flows.map((flow) => `${endsInWords(flow.from)}${onPorts(flow)}`);
      return `only ${clients.join(' and ')} reaches ${to}`;
    }
    case 'reaches-only': {
      const from = endsInWords(claim.from);
      if (claim.flows.length === 0) return `${from} reaches nothing`;
      const servers = claim.flows.map((flow) => `${endsInWords(flow.to)}${onPorts(flow)}`);
      return `${from} reaches only ${servers.join(' and ')}`;
    }
    case 'closed': {
      const pods = endsInWords(claim.pods);
      if (claim.directions.length !== 1) return `closed: ${pods}`;
      return claim.directions[0] === 'ingress'
        ? `nothing else reaches ${pods}`
        : `nothing else leaves ${pods}`;
    }
    case 'resolves-names':
      return `${endsInWords(claim.from)} resolves names`;
  }
}

function flowInWords(flow: StatedFlow): string {
  return `${endsInWords(flow.from)} reaches ${endsInWords(flow.to)}${onPorts(flow)}`;
}
