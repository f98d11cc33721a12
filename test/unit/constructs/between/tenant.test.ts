import type { Chart } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowDns,
  AllowFrom,
  because,
  DefaultDenyNamespace,
  DefaultDenyNamespaces,
  everyone,
  from,
  ingressNginx,
  internet,
  NetworkPolicy,
  namespace,
  pods,
  provenanceOf,
  sameNamespace,
  statementsOf,
  Tenant,
  type TenantProps,
  tcp,
  to,
} from '../../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from '../charts';
import { javascript, refusalsOf } from '../dsl/refusals';
import { plainPod } from '../plain-pod';

const web = pods({ app: 'web' }).in(namespace('alice-web'));
const sso = pods({ app: 'sso' }).in(namespace('sso'));
const ALICE: TenantProps = {
  namespaces: ['alice-web', 'alice-data'],
  shared: [to(sso).on(tcp(8443))],
  entries: [{ to: web, from: ingressNginx(), on: tcp(8080) }],
};

/** Pods of the tenant, of what is shared with it, and of somebody else. */
function people(chart: Chart): void {
  plainPod(chart, 'alice-web/web');
  plainPod(chart, 'alice-data/db');
  plainPod(chart, 'sso/sso');
  plainPod(chart, 'sso/db');
  plainPod(chart, 'bob/web');
  plainPod(chart, 'kube-system/dns', { 'k8s-app': 'kube-dns' });
  plainPod(chart, 'ingress-nginx/controller', {
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/component': 'controller',
  });
}

function flowsOfAlice(chart: Chart): readonly string[] {
  const flows = reachability(chart).flows().split('\n');
  return flows.filter((flow) => flow.includes('alice-'));
}

function verdicts(chart: Chart): readonly string[] {
  const { intents } = reachability(chart).intents();
  return intents.map(({ name, verdict }) => `${name}: ${verdict}`);
}

test('each namespace opens to the others, to what is shared, and to entries', async () => {
  const chart = newChart();
  new Tenant(chart, 'alice', ALICE);
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/tenant.yaml');
});

test('its pods reach each other, DNS and what is shared, and nothing else passes', () => {
  const chart = newChart();
  new Tenant(chart, 'alice', ALICE);
  people(chart);
  expect(flowsOfAlice(chart)).toMatchInlineSnapshot(`
    [
      "alice-data/db -> alice-web/web all",
      "alice-data/db -> kube-system/dns 53/TCP, 53/UDP",
      "alice-data/db -> sso/sso 8443/TCP",
      "alice-data/db -> 169.254.20.10 53/TCP, 53/UDP",
      "alice-web/web -> alice-data/db all",
      "alice-web/web -> kube-system/dns 53/TCP, 53/UDP",
      "alice-web/web -> sso/sso 8443/TCP",
      "alice-web/web -> 169.254.20.10 53/TCP, 53/UDP",
      "ingress-nginx/controller -> alice-web/web 8080/TCP",
    ]
  `);
});

test('it promises that, and the promises hold', () => {
  const chart = newChart();
  new Tenant(chart, 'alice', ALICE);
  people(chart);
  expect(verdicts(chart)).toMatchInlineSnapshot(`
    [
      "only tenant alice and its entries reach it: holds",
      "tenant alice reaches only itself and what is shared: holds",
      "namespace alice-data is closed: holds",
      "pods of alice-data resolve names: holds",
      "namespace alice-web is closed: holds",
      "pods of alice-web resolve names: holds",
    ]
  `);
});

test('the promises hold before anybody has a pod', () => {
  const chart = newChart();
  new Tenant(chart, 'alice', ALICE);
  expect(reachability(chart).intents().summary).toMatchObject({ broken: 0, undecided: 0 });
});

test('two tenants are closed to each other, and both reach what is shared', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'sso', { dns: 'none' });
  const shared = ALICE.shared ?? [];
  new Tenant(chart, 'alice', { namespaces: ['alice-web', 'alice-data'], shared, dns: 'none' });
  new Tenant(chart, 'bob', { namespaces: ['bob'], shared, dns: 'none' });
  people(chart);
  expect(
    reachability(chart)
      .flows()
      .split('\n')
      .filter((flow) => /alice|bob/.test(flow)),
  ).toMatchInlineSnapshot(`
    [
      "alice-data/db -> alice-web/web all",
      "alice-data/db -> sso/sso 8443/TCP",
      "alice-web/web -> alice-data/db all",
      "alice-web/web -> sso/sso 8443/TCP",
      "bob/web -> sso/sso 8443/TCP",
    ]
  `);
  expect(reachability(chart).intents().summary).toMatchObject({ broken: 0, undecided: 0 });
});

test('its pods reach each other on the ports that are said', () => {
  const chart = newChart();
  new Tenant(chart, 'alice', { ...ALICE, on: tcp(8080), shared: [], dns: 'none' });
  people(chart);
  expect(flowsOfAlice(chart)).toEqual([
    'alice-data/db -> alice-web/web 8080/TCP',
    'alice-web/web -> alice-data/db 8080/TCP',
    'ingress-nginx/controller -> alice-web/web 8080/TCP',
  ]);
});

test('namespaces that are isolated already are taken, with the DNS that they have', () => {
  const chart = newChart();
  const names = ['alice-web', 'alice-data'] as const;
  const { namespaces } = new DefaultDenyNamespaces(chart, 'teams', { names });
  for (const each of namespaces) new AllowDns(each, 'dns');
  new Tenant(chart, 'alice', { namespaces });
  expect(namesIn(chart)).toEqual([
    'alice-web/dns',
    'alice-web/alice',
    'alice-web/default-deny',
    'alice-data/dns',
    'alice-data/alice',
    'alice-data/default-deny',
  ]);
  expect(reachability(chart).intents().summary).toMatchObject({ broken: 0, undecided: 0 });
});

const awsOnly = { platform: 'aws-vpc' } as const;

const opens = {
  inside: (home: DefaultDenyNamespace) => new AllowDns(home, 'dns', awsOnly),
  beside: (home: DefaultDenyNamespace, chart: Chart) =>
    new AllowDns(chart, 'dns', { ...awsOnly, namespace: home.namespaceName }),
};

test.each([
  ['inside', 'before'],
  ['inside', 'after'],
  ['beside', 'before'],
  ['beside', 'after'],
] as const)('DNS that is opened %s, %s the tenant, breaks no promise', (where, when) => {
  const chart = newChart();
  const alice = new DefaultDenyNamespace(chart, 'alice');
  plainPod(chart, 'alice/web');
  if (when === 'before') opens[where](alice, chart);
  new Tenant(chart, 'tenant', { namespaces: [alice] });
  if (when === 'after') opens[where](alice, chart);
  expect(reachability(chart).flows()).toMatch(/alice\/web -> .*169\.254\.169\.253/);
  expect(reachability(chart).intents().summary).toMatchObject({ broken: 0 });
});

test('DNS that some pods have already is not that of the others: the tenant opens it to all', () => {
  const chart = newChart();
  const alice = new DefaultDenyNamespace(chart, 'alice');
  new AllowDns(alice, 'dns', { for: pods({ app: 'web' }) });
  new Tenant(chart, 'tenant', { namespaces: [alice] });
  plainPod(chart, 'alice/db');
  people(chart);
  expect(reachability(chart).flows().split('\n')).toContain(
    'alice/db -> kube-system/dns 53/TCP, 53/UDP',
  );
  expect(reachability(chart).intents().summary).toMatchObject({ broken: 0, undecided: 0 });
});

test('DNS of another namespace is not that of the tenant', () => {
  const chart = newChart();
  new AllowDns(new DefaultDenyNamespace(chart, 'bob'), 'dns', awsOnly);
  new Tenant(chart, 'alice', { namespaces: ['alice'] });
  const promise = statementsOf(chart).flatMap(({ intents }) =>
    intents.filter(({ kind }) => kind === 'reaches-only'),
  );
  expect(JSON.stringify(promise)).toContain('kube-dns');
  expect(JSON.stringify(promise)).not.toContain('169.254.169.253');
});

test('what a construct inside opens to others breaks the promise, although it is stated', () => {
  const chart = newChart();
  const alice = new Tenant(chart, 'alice', ALICE);
  const props = { to: web, from: namespace('bob'), on: tcp(80) };
  new AllowFrom(alice.namespace('alice-web'), 'bob', props);
  expect(verdicts(chart)).toContain('only tenant alice and its entries reach it: broken');
});

test('what a policy of others opens to the internet breaks the promise', () => {
  const chart = newChart();
  new Tenant(chart, 'alice', ALICE);
  new NetworkPolicy(chart, 'out', {
    namespace: 'alice-data',
    select: pods({ app: 'db' }),
    egress: [to(internet()).on(tcp(443))],
  });
  expect(verdicts(chart)).toContain('tenant alice reaches only itself and what is shared: broken');
});

test('why it exists is said of every rule, in its namespaces and at other ends', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'sso', { dns: 'none' });
  because(new Tenant(chart, 'alice', { ...ALICE, dns: 'none' }), 'contract 12');
  const reasons = chart.node
    .findAll()
    .filter((each) => each instanceof NetworkPolicy)
    .flatMap((each) => provenanceOf(each)?.rules.map(({ reason }) => reason?.reason) ?? []);
  expect(new Set(reasons)).toEqual(new Set(['contract 12']));
});

test('a namespace that is isolated in one direction only is refused', () => {
  const chart = newChart();
  const half = new DefaultDenyNamespace(chart, 'half', { directions: ['ingress'] });
  const refusals = refusalsOf(() => new Tenant(chart, 'alice', { namespaces: [half] }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/not-isolated: namespace \`half\` of \`Tenant\` leaves egress open
    => leave \`directions\` of its DefaultDenyNamespace out, so that it isolates both
    at const refusals = refusalsOf(() => new Tenant(chart, 'alice', { namespaces: [half] }));",
    ]
  `);
});

test('sharing pods of no namespace is refused, because they would be its own', () => {
  const shared = [to(pods({ app: 'sso' })).on(tcp(8443))];
  const refusals = refusalsOf(() => new Tenant(newChart(), 'alice', { ...ALICE, shared }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/no-place: \`shared\` of \`Tenant\` names pods(...), which are pods of the tenant itself
    => write pods(...).in(namespace('name')), or namespace('name')
    at const refusals = refusalsOf(() => new Tenant(newChart(), 'alice', { ...ALICE, shared }));",
    ]
  `);
});

test('an entry to pods of somebody else is refused', () => {
  const entries = [{ to: sso, from: everyone(), on: tcp(80) }];
  const refusals = refusalsOf(() => new Tenant(newChart(), 'alice', { ...ALICE, entries }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/no-place: \`to\` of \`Tenant.entries\` is pods of a namespace that is not one of its own
    => write pods(...).in(namespace('alice-web')), or another of alice-web, alice-data
    at const refusals = refusalsOf(() => new Tenant(newChart(), 'alice', { ...ALICE, entries }));",
    ]
  `);
});

test('a namespace that is not its own is refused', () => {
  const alice = new Tenant(newChart(), 'alice', ALICE);
  expect(refusalsOf(() => alice.namespace('alice-wbe'))[0]?.message).toBe(
    "`shop/alice` has no namespace `'alice-wbe'`, did you mean `alice-web`?",
  );
});

test.each([
  ['no namespace', { namespaces: [] }, 'constructs/missing-part'],
  ['nothing', {}, 'constructs/missing-part'],
  ['a name alone', { namespaces: 'alice' }, 'constructs/missing-part'],
  ['a peer', { namespaces: [namespace('alice')] }, 'constructs/missing-part'],
  ['a hole', { namespaces: new Array(1) }, 'constructs/missing-part'],
  ['a namespace twice', { namespaces: ['a', 'a'] }, 'constructs/listed-twice'],
  ['kube-system', { namespaces: ['kube-system'] }, 'constructs/needs-a-reason'],
  [
    'an ingress rule as shared',
    { ...ALICE, shared: [from(sso).on(tcp(1))] },
    'constructs/not-a-rule',
  ],
  [
    'its own namespace as shared',
    { ...ALICE, shared: [to(sameNamespace()).on(tcp(1))] },
    'constructs/no-place',
  ],
  [
    'clients of no namespace',
    { ...ALICE, entries: [{ to: web, from: pods({ app: 'x' }), on: tcp(1) }] },
    'constructs/no-place',
  ],
  [
    'an entry to pods of no namespace',
    { ...ALICE, entries: [{ to: pods({ app: 'web' }), from: sso, on: tcp(1) }] },
    'constructs/no-place',
  ],
  [
    'an entry without ports',
    { ...ALICE, entries: [{ to: web, from: sso }] },
    'constructs/not-a-port',
  ],
  ['entries that are no list', { ...ALICE, entries: {} }, 'constructs/missing-part'],
  ['no port', { ...ALICE, on: [] }, 'constructs/empty-list'],
  ['a misspelt option', { ...ALICE, share: [] }, 'constructs/unknown-option'],
])('%s is refused', (_what, props, code) => {
  const [refused] = refusalsOf(
    () => new Tenant(newChart(), 'alice', javascript<TenantProps>(props)),
  );
  expect([refused?.code, refused?.source?.file]).toEqual([
    code,
    'test/unit/constructs/between/tenant.test.ts',
  ]);
});
