import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowBetweenReplicas,
  type AllowBetweenReplicasProps,
  allPods,
  DefaultDenyNamespace,
  governedNamespace,
  namespace,
  pods,
  statementsOf,
  tcp,
} from '../../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from '../charts';
import { javascript, refusalsOf } from '../dsl/refusals';
import { plainPod } from '../plain-pod';

const etcd: AllowBetweenReplicasProps = { pods: pods({ app: 'etcd' }), on: [tcp(2379), tcp(2380)] };

function newShop() {
  const chart = newChart();
  return { chart, shop: new DefaultDenyNamespace(chart, 'shop', { dns: 'none' }) };
}

test('replicas reach each other, in both directions of one policy', async () => {
  const { chart, shop } = newShop();
  new AllowBetweenReplicas(shop, 'etcd', etcd);
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-between-replicas.yaml');
});

test('replicas reach each other, and nothing else reaches them or is reached', () => {
  const { chart, shop } = newShop();
  new AllowBetweenReplicas(shop, 'etcd', etcd);
  plainPod(chart, 'shop/etcd-0', { app: 'etcd' });
  plainPod(chart, 'shop/etcd-1', { app: 'etcd' });
  plainPod(chart, 'shop/web');
  plainPod(chart, 'other/etcd');
  const flows = reachability(chart).flows().split('\n');
  expect(flows.filter((flow) => flow.includes('shop/'))).toEqual([
    'shop/etcd-0 -> shop/etcd-1 2379-2380/TCP',
    'shop/etcd-1 -> shop/etcd-0 2379-2380/TCP',
  ]);
});

test('every pod of a namespace reaches every other one, and nobody else does', () => {
  const { chart, shop } = newShop();
  new AllowBetweenReplicas(shop, 'inside', { pods: allPods(), on: tcp(8080) });
  plainPod(chart, 'shop/web');
  plainPod(chart, 'shop/db');
  plainPod(chart, 'other/web');
  const flows = reachability(chart).flows().split('\n');
  expect(flows.filter((flow) => flow.includes('shop/'))).toEqual([
    'shop/db -> shop/web 8080/TCP',
    'shop/web -> shop/db 8080/TCP',
  ]);
});

test('it promises that replicas reach each other, and the promise holds', () => {
  const { chart, shop } = newShop();
  new AllowBetweenReplicas(shop, 'etcd', etcd);
  const { intents } = reachability(chart).intents();
  expect(intents.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
    'namespace shop is closed: holds',
    'shop/etcd reaches shop/etcd: holds',
  ]);
});

test('nothing is promised of every pod: they need not have the port', () => {
  const { chart, shop } = newShop();
  new AllowBetweenReplicas(shop, 'inside', { pods: allPods(), on: tcp('peer') });
  expect(statementsOf(chart).flatMap(({ intents }) => intents)).toHaveLength(1);
});

test('only the direction that is isolated is written, and the other one once it is', () => {
  const chart = newChart();
  const shop = governedNamespace(chart, 'shop', { isolated: ['ingress'] });
  new AllowBetweenReplicas(shop, 'etcd', etcd);
  expect(chart.toJson().map(({ spec }) => spec.policyTypes)).toEqual([['Ingress']]);
  new DefaultDenyNamespace(chart, 'deny', { name: 'shop', directions: ['egress'] });
  expect(namesIn(chart)).toEqual(['shop/etcd', 'shop/etcd-2', 'shop/default-deny-egress']);
});

test('pods that nobody isolates are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(() => new AllowBetweenReplicas(chart, 'etcd', etcd));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/isolates-by-surprise: \`AllowBetweenReplicas\` would isolate \`app=etcd\` in \`shop\`, and cut everything else that they reach, and everything else that reaches them
    => create a DefaultDenyNamespace, or governedNamespace(scope, 'shop', { isolated: ['egress', 'ingress'] }), before it; or give \`isolates: true\`
    at const refusals = refusalsOf(() => new AllowBetweenReplicas(chart, 'etcd', etcd));",
    ]
  `);
});

test.each([
  ['no port', { pods: pods({ app: 'etcd' }) }, 'constructs/not-a-port'],
  ['no pods', { on: tcp(1) }, 'constructs/not-a-subject'],
  [
    'pods of another namespace',
    { pods: pods({ app: 'etcd' }).in(namespace('other')), on: tcp(1) },
    'constructs/not-a-subject',
  ],
  ['a misspelt option', { ...etcd, isolate: true }, 'constructs/unknown-option'],
])('%s is refused', (_what, props, code) => {
  const given = javascript<AllowBetweenReplicasProps>(props);
  const [refused] = refusalsOf(() => new AllowBetweenReplicas(newShop().shop, 'x', given));
  expect(refused?.code).toBe(code);
});
