import type { DiffCause, DiffResult, DiffRow, Endpoint, WitnessEnd } from '../../../../lib/results';
import { deployment } from './results';

const source = { file: 'k8s/shop.yaml', line: 4, column: 3 };

/** A rule of `shop/db` that somebody added. */
export const newRule: Extract<DiffCause, { kind: 'rule' }> = {
  kind: 'rule',
  direction: 'ingress',
  policy: 'shop/db-debug',
  path: 'ingress[0]',
  happened: 'new',
  side: 'after',
  source: { ...source, typescript: { file: 'policies.ts', line: 61, column: 5 } },
};

/** One cause of every kind. */
export const causes: readonly DiffCause[] = [
  newRule,
  {
    kind: 'isolation',
    direction: 'egress',
    policy: 'shop/deny',
    happened: 'gone',
    side: 'before',
    source,
  },
  { kind: 'workload', id: 'shop/web', source },
  { kind: 'namespace', name: 'shop' },
  { kind: 'not-evaluated', id: 'AdminNetworkPolicy guard', happened: 'new', source },
];

const none = { allowed: {}, undecided: {}, reasons: [] };
const postgres = { TCP: [[5432, 5432]] } as const;

/** A row of `shop/web` to `shop/db` on 5432. */
export function row(fields: Partial<DiffRow> = {}): DiffRow {
  return {
    from: 'shop/web',
    to: 'shop/db',
    change: 'broadened',
    before: none,
    after: { ...none, allowed: postgres },
    gained: postgres,
    lost: {},
    causes: [newRule],
    breaks: [],
    ...fields,
  };
}

/** The same, stopped. */
export const narrowed = row({
  from: 'shop/api',
  change: 'narrowed',
  before: { ...none, allowed: postgres },
  after: none,
  gained: {},
  lost: postgres,
});

/** Other ports than before, of which one may pass. */
export const changed = row({
  to: 'shop/api',
  change: 'changed',
  before: { ...none, allowed: { TCP: [[8080, 8080]] } },
  after: { allowed: {}, undecided: { TCP: [[8443, 8443]] }, reasons: ['ip-block-matches-pods'] },
  gained: { TCP: [[8443, 8443]] },
  lost: { TCP: [[8080, 8080]] },
});

export const anyIp: Endpoint = { id: '0.0.0.0/0', kind: 'ip', cidrs: ['0.0.0.0/0', '::/0'] };

const ghost: WitnessEnd = {
  kind: 'possible-pod',
  id: 'a pod with app=ghost in namespace shop',
  namespace: 'shop',
  labels: { app: 'ghost' },
};

/** A difference with these rows. */
export function diffResult(rows: readonly DiffRow[], fields: Partial<DiffResult> = {}): DiffResult {
  const counting = (change: DiffRow['change']) =>
    rows.filter((each) => each.change === change).length;
  return {
    schemaVersion: '1',
    profile: 'portable',
    before: 'main',
    after: 'HEAD',
    endpoints: [
      deployment('shop/api'),
      deployment('shop/db'),
      deployment('shop/web'),
      deployment('shop/worker'),
      anyIp,
    ],
    rows,
    workloads: [],
    policies: [],
    possible: [],
    equivalence: rows.length === 0 ? 'proven' : 'differs',
    summary: {
      broadened: counting('broadened'),
      narrowed: counting('narrowed'),
      changed: counting('changed'),
      unchanged: 118,
      newWorkloads: 0,
      goneWorkloads: 0,
      policies: { added: 0, removed: 0, changed: 0 },
      possible: { broadened: 0, narrowed: 0 },
      opened: 0,
    },
    ...fields,
  };
}

/** A difference that has something of everything. */
export function everything(): DiffResult {
  const rows = [
    row({ breaks: ['only the api reaches the database'] }),
    row({ from: '0.0.0.0/0', causes }),
    narrowed,
    changed,
  ];
  const plain = diffResult(rows);
  return {
    ...plain,
    workloads: [
      {
        endpoint: deployment('shop/worker'),
        change: 'new',
        isolated: { ingress: true, egress: true },
        reaches: 1,
        reachedBy: 0,
        flows: [{ ...row({ from: 'shop/worker' }), by: 'changed-policies' }],
      },
      {
        endpoint: deployment('shop/cron'),
        change: 'gone',
        isolated: { ingress: false, egress: false },
        reaches: 3,
        reachedBy: 2,
        flows: [{ ...narrowed, from: 'shop/cron', by: 'unchanged-policies' }],
      },
    ],
    policies: [
      { id: 'shop/db-debug', change: 'added', source },
      { id: 'shop/deny', change: 'removed', source },
    ],
    possible: [
      {
        change: 'broadened',
        from: ghost,
        to: {
          kind: 'ip',
          id: '169.254.169.254/32',
          cidrs: ['169.254.169.254/32'],
          words: 'cloud metadata',
        },
        ports: { TCP: [[80, 80]] },
        before: 'denied',
        after: 'undecided',
        causes: [newRule],
      },
    ],
    intents: {
      breaks: [
        { name: 'only the api reaches the database', source, before: 'holds', after: 'broken' },
      ],
      mends: [{ name: 'web resolves names', source, before: 'undecided', after: 'holds' }],
      holds: 2,
      broken: 1,
      undecided: 1,
    },
    summary: {
      ...plain.summary,
      newWorkloads: 1,
      goneWorkloads: 1,
      opened: 1,
      policies: { added: 1, removed: 1, changed: 0 },
      possible: { broadened: 1, narrowed: 0 },
    },
  };
}
