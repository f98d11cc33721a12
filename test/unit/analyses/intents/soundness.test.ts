import { describe, expect, test } from 'vitest';
import { portable } from '../../../../lib/platform';
import { deployment, lines, outcome, policy } from '../../../support/intents';

const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---`;

const FROM_WEB = policy(
  'db',
  '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }] }',
);

describe('a workload without labels', () => {
  const bare = `
apiVersion: batch/v1
kind: Job
metadata: { name: bare, namespace: shop }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: main, image: x }] }
---${policy('all', '{ podSelector: { matchExpressions: [{ key: role, operator: DoesNotExist }] }, policyTypes: [Ingress, Egress], ingress: [{ from: [{ podSelector: { matchLabels: { role: intruder } } }] }], egress: [{ to: [{ podSelector: { matchLabels: { role: sink } } }] }] }')}`;

  test.each([
    'nothing-reaches: shop/bare',
    'every: shop/bare, reaches-nothing: true',
    'none: any-pod, reaches: shop/bare',
    'closed: shop/bare',
  ])('%s is broken by a pod that does not exist yet', (intent) => {
    expect(outcome(`${SHOP}${bare}`, `intents: [{ ${intent} }]`).verdict).toBe('broken');
  });

  test('no pod that a policy tells from it counts as it', () => {
    const other = policy(
      'other',
      '{ podSelector: { matchLabels: { role: other } }, policyTypes: [Ingress], ingress: [{}] }',
    );
    const none = policy('none', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
    const [job = ''] = bare.split('---');
    expect(
      outcome(`${SHOP}${job}---${other}${none}`, 'intents: [{ nothing-reaches: shop/bare }]')
        .verdict,
    ).toBe('holds');
  });
});

describe('two workloads that a policy does not tell apart', () => {
  const both = `${SHOP}${deployment('web', 'app: web, track: stable')}${deployment('canary', 'app: web, track: canary')}${deployment('db', 'app: db')}${FROM_WEB}`;

  test('naming one leaves the other a stranger', () => {
    const broken = outcome(both, 'intents: [{ only: shop/web, reaches: shop/db, ports: [5432] }]');
    expect(lines(broken)).toEqual(['shop/canary -> shop/db TCP 5432 (allowed)']);
  });

  test('forbidding one names no flow of the other', () => {
    const broken = outcome(both, 'intents: [{ none: shop/canary, reaches: shop/db }]');
    expect(lines(broken)).toEqual(['shop/canary -> shop/db TCP 5432 (allowed)']);
  });

  test('naming both is enough', () => {
    const intent = '{ only: [shop/web, shop/canary], reaches: shop/db, ports: [5432] }';
    expect(outcome(both, `intents: [${intent}]`).verdict).toBe('holds');
  });
});

test('a selector that names one known workload stands for it, and the answer says so', () => {
  const byOneLabel = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { env: prod } } }], ports: [{ port: 5432 }] }] }',
  );
  const { verdict, notes } = outcome(
    `${SHOP}${deployment('web', 'app: web, env: prod')}${deployment('db', 'app: db')}${byOneLabel}`,
    'intents: [{ only: shop/web, reaches: shop/db, ports: [5432] }]',
  );
  expect(verdict).toBe('holds');
  expect(notes).toEqual([{ kind: 'taken-for', end: 'shop/web', pods: 'env=prod' }]);
});

describe('a port name that only a sidecar gives', () => {
  const sidecar = (more: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: db, namespace: shop }
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      initContainers: [{ name: side, image: y, restartPolicy: Always, ports: [{ name: metrics, containerPort: 9100 }] }]
      containers: [{ name: main, image: x }]
---${deployment('web', 'app: web')}${more}`;
  const intent = 'intents: [{ every: shop/web, reaches: shop/db, ports: [metrics/TCP] }]';
  const counts = (value: boolean) => ({
    ...portable,
    assume: { ...portable.assume, 'sidecar-named-ports': value },
  });
  const denied = policy('none', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');

  test('is not reached where it is denied, whether the name counts or not', () => {
    expect(outcome(`${SHOP}${sidecar(denied)}`, intent).verdict).toBe('broken');
    expect(outcome(`${SHOP}${sidecar(denied)}`, intent, counts(true)).verdict).toBe('broken');
    expect(outcome(`${SHOP}${sidecar(denied)}`, intent, counts(false)).verdict).toBe('broken');
  });

  test('is reached where it is open and the name counts', () => {
    expect(outcome(`${SHOP}${sidecar('')}`, intent, counts(true)).verdict).toBe('holds');
  });

  test('leaves the intent undecided where it is not known whether the name counts', () => {
    const { verdict, notes } = outcome(`${SHOP}${sidecar('')}`, intent);
    expect(verdict).toBe('undecided');
    expect(notes).toEqual([{ kind: 'sidecar-port', end: 'shop/db', port: 'metrics/TCP' }]);
  });

  test('is unknown where it does not count', () => {
    const { notes } = outcome(`${SHOP}${sidecar('')}`, intent, counts(false));
    expect(notes).toMatchObject([{ kind: 'unknown-port', end: 'shop/db', port: 'metrics/TCP' }]);
  });
});

describe('a Service', () => {
  const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: ${spec}
---`;
  const app = `${SHOP}${deployment('web', 'app: web')}${deployment('db', 'app: db')}`;
  const other = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 9999 }] }] }',
  );
  const onPort = service('{ selector: { app: db }, ports: [{ port: 80 }] }');

  test('is reached by a flow to its pods on a port that is not its own', () => {
    const broken = outcome(
      `${app}${onPort}${other}`,
      'intents: [{ none: any-pod, reaches: svc/shop/db }]',
    );
    expect(lines(broken)).toEqual(['shop/web -> shop/db TCP 9999 (allowed)']);
  });

  test('without ports shows nothing to be reached', () => {
    const headless = service('{ clusterIP: None, selector: { app: db } }');
    const { verdict } = outcome(
      `${app}${headless}`,
      'intents: [{ every: shop/web, reaches: svc/shop/db, ports: all }]',
    );
    expect(verdict).not.toBe('holds');
  });

  test('without a selector is told apart from one that is not there', () => {
    const { notes } = outcome(
      `${app}${service('{ ports: [{ port: 80 }] }')}`,
      'intents: [{ every: shop/web, reaches: svc/shop/db, ports: [80] }]',
    );
    expect(notes).toContainEqual({ kind: 'no-selector', end: 'svc/shop/db' });
  });
});

test.each(['none: any-pod, reaches: END', 'every: END, reaches: shop/db, ports: [1]'])(
  'a selector that no pod can match proves nothing: %s',
  (intent) => {
    const end =
      '{ pods: { matchExpressions: [{ key: app, operator: In, values: [db] }, { key: app, operator: DoesNotExist }] }, namespace: shop }';
    const { verdict } = outcome(
      `${SHOP}${deployment('db', 'app: db')}`,
      `intents: [{ ${intent.replace('END', end)} }]`,
    );
    expect(verdict).toBe('undecided');
  },
);

test('a host-network pod whose node may only be where the intent allows breaks nothing', () => {
  const agent = `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: mon }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { hostNetwork: true, containers: [{ name: main, image: x }] }
---`;
  const nodes = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 5432 }] }] }',
  );
  const facts = {
    ...portable,
    nodeCidrs: ['203.0.113.0/24'],
    assume: {
      ...portable.assume,
      'ip-block-matches-pods': true,
      'host-network-is-peer': false,
    },
  };
  const kept = outcome(
    `${SHOP}${agent}${deployment('db', 'app: db')}${nodes}`,
    'intents: [{ only: 203.0.113.0/24, reaches: shop/db, ports: [5432] }]',
    facts,
  );
  expect(lines(kept)).toEqual([]);
  expect(kept.verdict).toBe('holds');
});

describe('a word that is likely misspelt', () => {
  const app = `${SHOP}${deployment('worker', 'app: worker')}`;
  const notesOf = (end: string) =>
    outcome(app, `intents: [{ none: ${end}, reaches: internet }]`).notes.map((note) =>
      note.kind === 'misspelt' ? `${note.found} ${note.near}` : note.kind,
    );

  test.each([
    ['{ pods: { app: wroker }, namespace: shop }', 'app=wroker app=worker'],
    ['{ pods: { app: workers }, namespace: shop }', 'app=workers app=worker'],
    ['{ namespace: sohp }', 'namespace sohp shop'],
  ])('%s is said', (end, note) => {
    expect(notesOf(end)).toEqual([note]);
  });

  test.each([
    '{ pods: { app: worker }, namespace: shop }',
    '{ pods: { app: walker }, namespace: shop }',
    '{ pods: { app: grafana }, namespace: monitoring }',
    '{ namespace: ship }',
  ])('%s is none', (end) => {
    expect(notesOf(end)).toEqual([]);
  });
});
