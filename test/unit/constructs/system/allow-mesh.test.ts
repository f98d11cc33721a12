import { expect, test } from 'vitest';
import { AllowMesh, type AllowMeshProps, pods, sameNamespace } from '../../../../lib/constructs';
import { newChart, yamlOf } from '../charts';
import { javascript, refusalOf } from '../dsl/refusals';
import { closed, flowsWith, pod, promisesOf } from './cluster';

test('pods of Istio reach istiod', async () => {
  const chart = newChart();
  new AllowMesh(closed(chart, 'shop'), 'mesh', { mesh: 'istio' });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-mesh-istio.yaml');
});

test('pods of Linkerd reach each part of its control plane on its own ports', async () => {
  const chart = newChart();
  new AllowMesh(closed(chart, 'shop'), 'mesh', { mesh: 'linkerd' });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-mesh-linkerd.yaml');
});

test('pods that tunnel are open to each other and to the probes of their node, in one policy', async () => {
  const chart = newChart();
  new AllowMesh(closed(chart, 'shop'), 'mesh', { mesh: 'istio', tunnel: [sameNamespace()] });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-mesh-tunnel.yaml');
});

test('the control plane is opened, and nothing beside it', () => {
  const flows = flowsWith((chart) => {
    closed(chart, 'istio-system');
    const shop = closed(chart, 'shop');
    pod(chart, 'istio-system/istiod', { app: 'istiod' });
    pod(chart, 'istio-system/kiali', { app: 'kiali' });
    pod(chart, 'shop/web', { app: 'web' });
    pod(chart, 'shop/job', { app: 'job' });
    new AllowMesh(shop, 'mesh', { mesh: 'istio', for: pods({ app: 'web' }) });
  });
  expect(flows).toEqual(['shop/web -> istio-system/istiod 15012/TCP']);
});

test('a tunnel goes both ways, at both ends', () => {
  const flows = flowsWith((chart) => {
    const shop = closed(chart, 'shop');
    const orders = closed(chart, 'orders');
    pod(chart, 'shop/web', { app: 'web' });
    pod(chart, 'orders/orders', { app: 'orders' });
    pod(chart, 'orders/db', { app: 'db' });
    new AllowMesh(shop, 'mesh', { mesh: 'linkerd', tunnel: [pods({ app: 'orders' }).in(orders)] });
  });
  expect(flows).toEqual([
    'orders/orders -> shop/web 4143/TCP',
    'shop/web -> orders/orders 4143/TCP',
  ]);
});

test('a control plane may stand in another namespace', () => {
  const chart = newChart();
  const mesh = new AllowMesh(closed(chart, 'shop'), 'mesh', {
    mesh: 'istio',
    controlPlane: 'istio-control',
  });
  expect(chart.toJson()[0].spec.egress[0].to[0].namespaceSelector).toEqual({
    matchLabels: { 'kubernetes.io/metadata.name': 'istio-control' },
  });
  expect(promisesOf(mesh)).toEqual(['pods of shop reach the control plane of istio']);
});

test.each<[unknown, string]>([
  [{ mesh: 'isto' }, "`mesh` of `AllowMesh` is `'isto'`, did you mean `istio`?"],
  [{}, '`mesh` of `AllowMesh` is `undefined`'],
  [{ mesh: 'istio', tunnel: [] }, '`tunnel` of `AllowMesh` is `[]`'],
  [{ mesh: 'istio', tunnel: 'all' }, "`tunnel` of `AllowMesh` is `'all'`"],
])('%j is refused', (props, message) => {
  const shop = closed(newChart(), 'shop');
  const call = () => new AllowMesh(shop, 'mesh', javascript<AllowMeshProps>(props));
  expect(refusalOf(call)).toContain(message);
});
