import type {
  EvidenceFlow,
  EvidenceGate,
  EvidenceResult,
  EvidenceRule,
  UndecidedEvidence,
} from '../../../../lib/results';
import { anyIp, deployment, everyPort, tcp } from './results';

const [web, api, db] = [deployment('shop/web'), deployment('shop/api'), deployment('shop/db')];

/** A rule of `shop/api` or `shop/db`, with what a test says of it. */
export function evidenceRule(fields: Partial<EvidenceRule> = {}): EvidenceRule {
  const { policy = 'shop/api', direction = 'egress', index = 0 } = fields;
  return {
    id: `${policy} ${direction}[${index}]`,
    policy,
    direction,
    index,
    source: {
      file: 'dist/shop.k8s.yaml',
      line: 12,
      column: 5,
      typescript: { file: 'shop.ts', line: 9, column: 3 },
    },
    standing: 'unjustified',
    ...fields,
  };
}

const orders = { reason: 'orders are read', owner: '@shop', until: '2027-01-31' };
const sends = evidenceRule({ because: orders, standing: 'justified' });
const takes = evidenceRule({
  policy: 'shop/db',
  direction: 'ingress',
  because: { reason: 'orders are read', inheritedFrom: 'shop/data' },
  standing: 'justified',
  source: { file: 'dist/shop.k8s.yaml', line: 40 },
});
const scraped = evidenceRule({
  policy: 'shop/db',
  direction: 'ingress',
  index: 1,
  because: { reason: 'metrics', until: '2026-01-31' },
  standing: 'expired',
});
const old = evidenceRule({ policy: 'shop/db', direction: 'ingress', index: 2 });

const byRules = (...rules: readonly EvidenceRule[]): EvidenceGate => ({
  open: 'rules',
  rules: rules.map(({ id }) => id),
});
const free: EvidenceGate = { open: 'not-isolated', rules: [] };

const flows: readonly EvidenceFlow[] = [
  {
    from: web.id,
    to: api.id,
    ports: everyPort,
    standing: 'unjustified',
    egress: free,
    ingress: free,
  },
  {
    from: web.id,
    to: db.id,
    ports: tcp(9187),
    standing: 'expired',
    egress: free,
    ingress: byRules(scraped),
  },
  {
    from: api.id,
    to: db.id,
    ports: tcp(5432),
    standing: 'justified',
    egress: byRules(sends),
    ingress: byRules(takes),
  },
  {
    from: anyIp.id,
    to: db.id,
    ports: tcp(80),
    standing: 'unjustified',
    egress: { open: 'outside', rules: [] },
    ingress: byRules(old),
  },
];

const undecided: UndecidedEvidence = {
  from: api.id,
  to: db.id,
  ports: tcp(80),
  standing: 'unjustified',
  egress: byRules(sends),
  ingress: byRules(old),
  reasons: ['ip-block-matches-pods', 'pod-addresses'],
};

const flowsOfShop: EvidenceResult = evidenceResult([sends, takes, scraped, old], flows, [
  undecided,
]);

const nodes = { kind: 'CiliumNetworkPolicy', id: 'shop/nodes', source: sends.source };

/** An answer in which a flow stands in every way there is, and one policy is not evaluated. */
export const evidenceOfShop: EvidenceResult = {
  ...flowsOfShop,
  notEvaluated: [nodes],
  summary: { ...flowsOfShop.summary, notEvaluated: 1 },
};

/** An answer about the shop with these rules and flows. */
export function evidenceResult(
  rules: readonly EvidenceRule[],
  allowed: readonly EvidenceFlow[],
  open: readonly UndecidedEvidence[] = [],
): EvidenceResult {
  const standing = (wanted: string) => allowed.filter((flow) => flow.standing === wanted).length;
  return {
    schemaVersion: '1',
    profile: 'portable',
    today: '2026-12-01',
    endpoints: [api, db, web, anyIp],
    rules,
    flows: allowed,
    undecided: open,
    notEvaluated: [],
    summary: {
      workloads: 3,
      policies: 2,
      flows: allowed.length,
      justified: standing('justified'),
      expired: standing('expired'),
      unjustified: standing('unjustified'),
      undecided: open.length,
      notEvaluated: 0,
    },
  };
}

/** One flow by one rule, of which everything that somebody wrote is `text`. */
export function evidenceNamed(text: string): EvidenceResult {
  const rule = evidenceRule({
    id: text,
    policy: text,
    because: { reason: text, owner: text, until: text, inheritedFrom: text },
    standing: 'expired',
    source: { file: text, line: 1, column: 1, typescript: { file: text, line: 2, column: 1 } },
  });
  const source = { ...web, id: text };
  const flow: EvidenceFlow = {
    from: text,
    to: db.id,
    ports: tcp(80),
    standing: 'expired',
    egress: byRules(rule),
    ingress: free,
  };
  const waiting: UndecidedEvidence = { ...flow, reasons: [text] };
  const result = evidenceResult([rule], [flow], [waiting]);
  const notEvaluated = [{ kind: text, id: text, source: rule.source }];
  return { ...result, notEvaluated, endpoints: [source, db], profile: text };
}
