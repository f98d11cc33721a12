import { expect, test } from 'vitest';
import { type DiffQuery, diff } from '../../../../lib/analyses';
import { portable, profileNamed, tryProfileNamed } from '../../../../lib/platform';
import type { DiffResult } from '../../../../lib/results';
import { clusterFrom, policy, workload } from '../../../support/cluster-from';

const namespace = (name: string, labels = '{}') => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: ${labels}}`;

const SHOP = [namespace('shop'), workload('shop/web'), workload('shop/api'), workload('shop/db')];
const fromApp = (app: string) =>
  `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: ${app}}}}]}]}`;

function compare(
  before: readonly string[],
  after: readonly string[],
  query: DiffQuery = {},
  profile = portable,
): DiffResult {
  return diff(clusterFrom(...before), clusterFrom(...after), profile, query);
}

const pairs = ({ rows }: DiffResult) =>
  rows.map(({ change, from, to }) => `${change}: ${from} -> ${to}`);

test('a rule that goes and one that comes are each the cause of their flows', () => {
  const { rows } = compare(
    [...SHOP, policy('shop/db', fromApp('web'))],
    [...SHOP, policy('shop/db', fromApp('api'))],
  );
  expect(rows).toMatchObject([
    { from: 'shop/api', causes: [{ kind: 'rule', side: 'after', happened: 'changed' }] },
    { from: 'shop/web', causes: [{ kind: 'rule', side: 'before', happened: 'changed' }] },
  ]);
});

test('a policy that goes is the cause of what its isolation stopped', () => {
  const { rows } = compare([...SHOP, policy('shop/db', fromApp('web'))], SHOP);
  expect(rows.map(({ causes }) => causes)).toEqual(
    rows.map(() => [expect.objectContaining({ kind: 'isolation', happened: 'gone' })]),
  );
});

test('pods with other labels are told to be the cause', () => {
  const set = [...SHOP, policy('shop/db', fromApp('web'))];
  const relabelled = set.map((text) =>
    text.replace(
      'name: api, namespace: shop}\nspec: {template: {metadata: {labels: {app: api}}',
      'name: api, namespace: shop}\nspec: {template: {metadata: {labels: {app: web}}',
    ),
  );
  const result = compare(set, relabelled);
  expect(pairs(result)).toEqual(['broadened: shop/api -> shop/db']);
  expect(result.rows[0]?.causes).toMatchObject([{ kind: 'workload', id: 'shop/api' }]);
});

test('a namespace with other labels is told to be the cause, and matters to pods to come', () => {
  const db = policy(
    'shop/db',
    '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]}',
  );
  const set = (labels: string) => [...SHOP, db, namespace('blog', labels), workload('blog/reader')];
  const { rows, possible, equivalence } = compare(set('{}'), set('{team: a}'));
  expect(rows).toMatchObject([
    { from: 'blog/reader', to: 'shop/db', causes: [{ kind: 'namespace', name: 'blog' }] },
  ]);
  expect([possible.length > 0, equivalence]).toEqual([true, 'differs']);
});

test('from denied to undecided is broadened, and the fact is named', () => {
  const block = (cidr: string) =>
    policy(
      'shop/db',
      `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: ${cidr}}}]}]}`,
    );
  const { rows } = compare([...SHOP, block('203.0.113.0/24')], [...SHOP, block('10.0.0.0/8')]);
  expect(rows.find(({ from }) => from === 'shop/web')).toMatchObject({
    change: 'broadened',
    before: { allowed: {}, undecided: {} },
    after: { allowed: {}, reasons: ['ip-block-matches-pods', 'pod-addresses'] },
  });
});

test('what a plugin decides the same way on both sides is no difference', () => {
  const block = policy(
    'shop/db',
    '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}',
  );
  const halves = policy(
    'shop/db',
    '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/9}}, {ipBlock: {cidr: 10.128.0.0/9}}]}]}',
  );
  expect(compare([...SHOP, block], [...SHOP, halves])).toMatchObject({
    rows: [],
    equivalence: 'proven',
  });
});

test('another block inside the pod network is no proof, however alike the verdicts are', () => {
  const block = (cidr: string) =>
    policy(
      'shop/db',
      `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: ${cidr}}}]}]}`,
    );
  const { equivalence } = compare(
    [...SHOP, block('10.1.0.0/16')],
    [...SHOP, block('10.2.0.0/16')],
    {},
    profileNamed('calico'),
  );
  expect(equivalence).toBe('differs');
});

test('policies that are not evaluated leave nothing proven', () => {
  const admin = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: other, namespace: shop}
spec: {}`;
  const set = [...SHOP, policy('shop/db', fromApp('web')), admin];
  expect(compare(set, set).equivalence).toBe('undecided');
});

test('an answer that takes too long is no proof', () => {
  const split = policy(
    'shop/db',
    '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [web, api]}]}}]}]}',
  );
  const two = policy(
    'shop/db',
    '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}, {from: [{podSelector: {matchLabels: {app: api}}}]}]}',
  );
  expect(compare([...SHOP, split], [...SHOP, two]).equivalence).toBe('proven');
  expect(compare([...SHOP, split], [...SHOP, two], { budget: 0 }).equivalence).toBe('over-budget');
});

test('where nothing is enforced nothing differs', () => {
  const flannel = tryProfileNamed('flannel') ?? portable;
  const result = compare([...SHOP, policy('shop/db', fromApp('web'))], SHOP, {}, flannel);
  expect(result).toMatchObject({ rows: [], possible: [], equivalence: 'proven' });
});

test('a namespace that comes with its manifest changes nothing for pods of others', () => {
  const added = [
    namespace('bank'),
    workload('bank/vault'),
    policy('bank/all', '{podSelector: {}}'),
  ];
  const { rows, possible, equivalence, summary } = compare(SHOP, [...SHOP, ...added]);
  expect({ rows, possible, equivalence }).toEqual({
    rows: [],
    possible: [],
    equivalence: 'proven',
  });
  expect(summary).toMatchObject({ newWorkloads: 1, policies: { added: 1 } });
});

test('a workload is found again under the name that a namesake makes longer', () => {
  const twin = workload('shop/db').replace('kind: Deployment', 'kind: StatefulSet');
  const { rows, workloads } = compare(SHOP, [...SHOP, twin]);
  expect(rows).toEqual([]);
  expect(workloads.map(({ change, endpoint }) => `${change} ${endpoint.id}`)).toEqual([
    'new shop/StatefulSet/db',
  ]);
});

test('a workload of another kind under the same name is the same workload', () => {
  const [home = '', web = '', api = '', db = ''] = SHOP;
  const { workloads } = compare(
    [home, web, api, db],
    [home, web, api, db.replace('kind: Deployment', 'kind: StatefulSet')],
  );
  expect(workloads).toEqual([]);
});

test('a flow between two new workloads is listed with its source', () => {
  const { workloads } = compare(SHOP, [...SHOP, workload('shop/x'), workload('shop/y')]);
  const listed = workloads.map(({ endpoint, flows }) =>
    flows.filter(({ from, to }) => from === 'shop/x' && to === 'shop/y').map(() => endpoint.id),
  );
  expect(listed.flat()).toEqual(['shop/x']);
});
