import type { PortRanges } from '../../../../lib/kernel';
import type {
  AddressEndpoint,
  Endpoint,
  ExplainCase,
  ExplainResult,
  GateExplanation,
  ReachFlow,
  ReachResult,
  RuleRef,
  WorkloadEndpoint,
} from '../../../../lib/results';

/** A Deployment, `namespace/name`. */
export function deployment(id: string): WorkloadEndpoint {
  const [namespace = '', name = ''] = id.split('/');
  const source = { file: `${name}.yaml`, line: 1, column: 1 };
  return { id, kind: 'workload', namespace, name, workloadKind: 'Deployment', pods: [], source };
}

/** A bare pod, `namespace/name`. */
export function barePod(id: string): WorkloadEndpoint {
  const template = deployment(id);
  return { ...template, workloadKind: 'Pod', pods: [template.name] };
}

export function addresses(...cidrs: readonly string[]): AddressEndpoint {
  return { id: cidrs[0] ?? '', kind: 'ip', cidrs };
}

export const anyIp = addresses('0.0.0.0/0', '::/0');

export const everyPort: PortRanges = {
  TCP: [[1, 65_535]],
  UDP: [[1, 65_535]],
  SCTP: [[1, 65_535]],
};

/** TCP ports, each alone. */
export function tcp(...ports: readonly number[]): PortRanges {
  return { TCP: ports.map((port) => [port, port]) };
}

export function flow(from: Endpoint, to: Endpoint, fields: Partial<ReachFlow> = {}): ReachFlow {
  const nothing = { allowed: {}, undecided: {}, reasons: [], by: [] };
  return { from: from.id, to: to.id, ...nothing, ...fields };
}

export function reachResult(
  endpoints: readonly Endpoint[],
  flows: readonly ReachFlow[],
): ReachResult {
  const workloads = endpoints.filter(({ kind }) => kind === 'workload').length;
  return {
    schemaVersion: '1',
    profile: 'portable',
    endpoints,
    flows,
    summary: { workloads, policies: 3, flows: flows.length },
  };
}

const web = deployment('shop/web');
const api = deployment('shop/api');
const db = barePod('shop/db');

/** A shop of three tiers: web is open to any IP, api to web, db to api and perhaps to web. */
export const shop: ReachResult = reachResult(
  [api, db, web, anyIp],
  [
    flow(web, api, { allowed: tcp(8080), by: ['shop/api-from-web'] }),
    flow(api, db, { allowed: tcp(5432), by: ['shop/db-from-api'] }),
    flow(web, db, {
      undecided: everyPort,
      reasons: [{ id: 'host-network-is-subject', ports: everyPort }],
    }),
    flow(anyIp, web, { allowed: { TCP: [[8000, 8100]], UDP: [[53, 53]] }, by: ['shop/web'] }),
  ],
);

/** A gate that nothing closes. */
export function openGate(direction: 'egress' | 'ingress', subject: string): GateExplanation {
  return {
    direction,
    subject,
    verdict: 'allowed',
    reasons: [],
    isolatedBy: [],
    allowedBy: [],
    undecidedBy: [],
    missedBy: [],
  };
}

/** A rule for the pods with `app=api` on 5432, which `shop/web` misses. */
export const missedRule: RuleRef = {
  policy: 'shop/db-from-api',
  path: 'ingress[0].from[0]',
  source: {
    file: 'dist/shop.k8s.yaml',
    line: 41,
    column: 7,
    typescript: { file: 'policies.ts', line: 18, column: 3 },
  },
  predicates: [
    { on: 'namespace', wants: 'shop', has: 'shop', holds: 'yes' },
    { on: 'podSelector', wants: 'app=api', has: 'app=web', holds: 'no' },
    { on: 'port', wants: '5432/TCP', has: '', holds: 'yes' },
  ],
};

export const closedGate: GateExplanation = {
  ...openGate('ingress', db.id),
  verdict: 'denied',
  isolatedBy: [
    { id: 'shop/db-from-api', selects: 'app=db', source: { file: 'db.yaml', line: 1, column: 1 } },
    {
      id: 'shop/default-deny',
      selects: '<none>',
      source: { file: 'deny.yaml', line: 1, column: 1 },
    },
  ],
  missedBy: [missedRule],
  toAllow: {
    namespace: 'shop',
    selects: 'app=db',
    rule: 'ingress: [{from: [{podSelector: {matchLabels: {app: "web"}}}]}]',
  },
};

export const deniedCase: ExplainCase = {
  ports: tcp(5432),
  verdict: 'denied',
  reasons: [],
  itself: false,
  egress: openGate('egress', web.id),
  ingress: closedGate,
};

/** An explanation of flows from `shop/web` to `shop/db`. */
export function explained(
  cases: readonly ExplainCase[],
  ends: { readonly from?: Endpoint; readonly to?: Endpoint } = {},
): ExplainResult {
  const words = new Set(cases.map(({ verdict }) => verdict));
  const [verdict = 'mixed'] = words.size === 1 ? words : [];
  return {
    schemaVersion: '1',
    profile: 'portable',
    explanations: [{ from: ends.from ?? web, to: ends.to ?? db, cases }],
    verdict,
  };
}

/** A name that tries to move the cursor, break the line, the table, the spreadsheet and the page. */
export const HOSTILE = '=cmd()\u001b[31m\nx|`y`<img>@team';
