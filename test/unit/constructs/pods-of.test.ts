import type { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { expect, test } from 'vitest';
import {
  connect,
  DefaultDenyNamespace,
  from,
  governedNamespace,
  NetworkPolicy,
  pods,
  podsOf,
  tcp,
  type WorkloadLike,
} from '../../../lib/constructs';
import { newChart, told } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';

function deployment(
  chart: Chart,
  id: string,
  labels: { [key: string]: string },
  ports: kplus.ContainerPort[] = [],
): kplus.Deployment {
  const podMetadata = { labels };
  return new kplus.Deployment(chart, id, { podMetadata, containers: [{ image: 'web', ports }] });
}

test('the labels of a workload are read without the path hash and without a release', () => {
  const labels = { app: 'web', 'app.kubernetes.io/version': '1.2.3' };
  const web = deployment(newChart(), 'web', labels);
  expect(podsOf(web).selector).toEqual({ matchLabels: { app: 'web' } });
});

test('container ports keep their names and protocols; a port without a protocol is TCP', () => {
  const dns = deployment(newChart(), 'dns', { app: 'dns' }, [
    { number: 53, name: 'dns', protocol: kplus.Protocol.UDP },
    { number: 8080, name: 'metrics' },
  ]);
  expect(podsOf(dns).ports.map(({ spec }) => spec)).toEqual([
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 8080 },
  ]);
  expect(podsOf(dns).port('dns').spec).toEqual({ protocol: 'UDP', port: 'dns' });
});

test.each([
  [
    'StatefulSet',
    (chart: Chart, service: kplus.Service) =>
      new kplus.StatefulSet(chart, 'w', { service, ...POD }),
  ],
  ['DaemonSet', (chart: Chart) => new kplus.DaemonSet(chart, 'w', POD)],
  ['Job', (chart: Chart) => new kplus.Job(chart, 'w', POD)],
] as const)('the pods of a %s are read by shape', (_kind, make) => {
  const chart = newChart();
  const service = new kplus.Service(chart, 's', { ports: [{ port: 80 }] });
  expect(podsOf(make(chart, service)).selector).toEqual({ matchLabels: { app: 'web' } });
});

const POD = { podMetadata: { labels: { app: 'web' } }, containers: [{ image: 'web' }] };

test('the pods of a workload are a subject and a peer', () => {
  const chart = newChart({ namespace: 'shop' });
  const web = deployment(chart, 'web', { app: 'web' });
  const policy = new NetworkPolicy(chart, 'web-policy', {
    select: podsOf(web),
    ingress: [from(podsOf(web)).on(tcp(80))],
  });
  expect(policy.select).toMatchObject({ kind: 'pods', selector: { matchLabels: { app: 'web' } } });
});

test('the namespace of a workload comes from its metadata, else from where it stands', () => {
  const chart = newChart({ namespace: 'shop' });
  const data = new kplus.Deployment(chart, 'db', {
    ...POD,
    metadata: { namespace: 'data' },
  });
  expect(podsOf(data).namespaceName).toBe('data');
  expect(podsOf(deployment(chart, 'web', { app: 'web' })).namespaceName).toBe('shop');
  expect(podsOf(deployment(newChart(), 'web', { app: 'web' }))).not.toHaveProperty('namespaceName');
});

test('a namespace construct around a workload does not place it, as cdk8s does not', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  const inside = new kplus.Deployment(shop, 'web', POD);
  expect(podsOf(inside)).not.toHaveProperty('namespaceName');
  const elsewhere = new DefaultDenyNamespace(newChart({ namespace: 'foo' }), 'shop');
  expect(podsOf(new kplus.Deployment(elsewhere, 'web', POD)).namespaceName).toBe('foo');
});

test('connecting two workloads opens both ends, named after both', async () => {
  const chart = newChart({ namespace: 'shop' });
  governedNamespace(chart, 'shop', { isolated: ['ingress', 'egress'] });
  const web = deployment(chart, 'web', { app: 'web' });
  const db = deployment(chart, 'db', { app: 'db' });
  connect(web).to(db).on(tcp(5432));
  const policies = chart.toJson().filter(({ kind }) => kind === 'NetworkPolicy');
  expect(policies.map(({ metadata }) => metadata.name)).toEqual([
    'web-to-db-egress',
    'web-to-db-ingress',
  ]);
});

test('a workload can be connected to the same end twice', () => {
  const chart = newChart({ namespace: 'shop' });
  governedNamespace(chart, 'shop', { isolated: ['ingress', 'egress'] });
  const web = deployment(chart, 'web', { app: 'web' });
  const db = pods({ app: 'db' });
  connect(web).to(db).on(tcp(5432));
  expect(
    connect(web)
      .to(db)
      .on([tcp(5433), tcp(5434)]).node.id,
  ).toBe('web-to-db-2');
});

test('a workload that has only the path hash is refused', () => {
  const chart = newChart();
  const web = new kplus.Deployment(chart, 'web', { containers: [{ image: 'web' }] });
  const refusals = refusalsOf(() => podsOf(web));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/only-path-hash: the pods of \`shop/web\` have no label but \`cdk8s.io/metadata.addr\`
    => give the pods a label of their own: podMetadata: { labels: { app: 'web' } }
    at const refusals = refusalsOf(() => podsOf(web));",
    ]
  `);
});

test('what has no pod template is no workload', () => {
  const notOne = javascript<WorkloadLike>(new DefaultDenyNamespace(newChart(), 'shop'));
  const refusals = refusalsOf(() => podsOf(notOne));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/not-a-workload: \`podsOf\` got \`an object\`, which has no pod template
    => pass a Deployment, StatefulSet, DaemonSet, Job or Pod of cdk8s-plus, or write pods(...)
    at const refusals = refusalsOf(() => podsOf(notOne));",
    ]
  `);
});

test('only a workload can be connected', () => {
  const notOne = javascript<WorkloadLike>(pods({ app: 'web' }));
  const refusals = refusalsOf(() => connect(notOne));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/not-a-workload: \`connect\` got \`an object\`, which is no workload
    => pass a workload of cdk8s-plus, or write new Connection(scope, id, { ... })
    at const refusals = refusalsOf(() => connect(notOne));",
    ]
  `);
});

test('a port that no container declares is refused with the nearest one', () => {
  const web = deployment(newChart(), 'web', { app: 'web' }, [{ number: 80, name: 'http' }]);
  const refusals = refusalsOf(() => podsOf(web).port('htpp'));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-port: no container of \`shop/web\` declares port \`'htpp'\`, did you mean \`http\`?
    => use one of http
    at const refusals = refusalsOf(() => podsOf(web).port('htpp'));",
    ]
  `);
});
