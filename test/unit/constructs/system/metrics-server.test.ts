import { expect, test } from 'vitest';
import { everyone, ipBlock, MetricsServer, pods } from '../../../../lib/constructs';
import { profileNamed } from '../../../../lib/platform';
import { newChart, yamlOf } from '../charts';
import { refusalOf } from '../dsl/refusals';
import { chartUnder, closed, flowsWith, pod, promisesOf } from './cluster';

const place = { nodes: ['192.0.2.0/24'], cidrs: ['198.51.100.1/32'] };

test('it is reached by the API server, and reaches kubelets and the API server', async () => {
  const chart = newChart();
  const system = closed(chart, 'kube-system');
  new MetricsServer(system, 'metrics-server', { ...place, from: everyone() });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/metrics-server.yaml');
});

test('under Cilium all of them are entities', async () => {
  const chart = chartUnder(profileNamed('cilium'));
  new MetricsServer(closed(chart, 'kube-system'), 'metrics-server');
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/metrics-server-cilium.yaml');
});

test('nothing else of kube-system is opened', () => {
  const from = ipBlock('198.51.100.1/32');
  const flows = flowsWith((chart) => {
    const system = closed(chart, 'kube-system');
    pod(chart, 'kube-system/metrics-server', { 'k8s-app': 'metrics-server' });
    pod(chart, 'kube-system/other', { 'k8s-app': 'other' });
    new MetricsServer(system, 'metrics-server', { ...place, from });
  });
  expect(flows).toEqual([
    'kube-system/metrics-server -> 192.0.2.0/24 10250/TCP',
    'kube-system/metrics-server -> 198.51.100.1/32 443/TCP, 6443/TCP',
    '198.51.100.1/32 -> kube-system/metrics-server 10250/TCP',
  ]);
});

test('an installation by Helm has other labels', () => {
  const chart = newChart();
  const system = closed(chart, 'kube-system');
  const helm = pods({ 'app.kubernetes.io/name': 'metrics-server' });
  const server = new MetricsServer(system, 'metrics', { ...place, from: everyone(), for: helm });
  expect(chart.toJson()[0].spec.podSelector).toEqual({
    matchLabels: { 'app.kubernetes.io/name': 'metrics-server' },
  });
  expect(promisesOf(server)).toEqual([
    'metrics-server of kube-system reach the nodes and the API server',
  ]);
});

test('callers that are not said are refused', () => {
  const system = closed(newChart(), 'kube-system');
  expect(refusalOf(() => new MetricsServer(system, 'metrics-server', place))).toContain(
    '`from` of `MetricsServer` is not said',
  );
});
