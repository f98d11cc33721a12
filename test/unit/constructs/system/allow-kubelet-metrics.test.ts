import { expect, test } from 'vitest';
import {
  AllowKubeletMetrics,
  type AllowKubeletMetricsProps,
  pods,
  tcp,
} from '../../../../lib/constructs';
import { kind, profileNamed } from '../../../../lib/platform';
import { newChart, told, yamlOf } from '../charts';
import { javascript, refusalOf, refusalsOf } from '../dsl/refusals';
import { chartUnder, closed, flowsWith, pod, promisesOf } from './cluster';

const prometheus = pods({ app: 'prometheus' });
const nodes = ['192.0.2.0/24'];

test('kubelets are reached by the addresses of their nodes', async () => {
  const chart = newChart();
  new AllowKubeletMetrics(closed(chart, 'monitoring'), 'kubelets', { for: prometheus, nodes });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-kubelet-metrics.yaml');
});

test('the addresses may stand in the profile', () => {
  const chart = chartUnder(kind({ nodeCidrs: nodes }));
  new AllowKubeletMetrics(closed(chart, 'monitoring'), 'kubelets', { for: prometheus });
  expect(chart.toJson()[0].spec.egress[0].to).toEqual([{ ipBlock: { cidr: '192.0.2.0/24' } }]);
});

test('under Cilium nodes are entities', async () => {
  const chart = chartUnder(profileNamed('cilium'));
  new AllowKubeletMetrics(closed(chart, 'monitoring'), 'kubelets', { for: prometheus });
  await expect(yamlOf(chart)).toMatchFileSnapshot(
    '__snapshots__/allow-kubelet-metrics-cilium.yaml',
  );
});

test('only the scraper reaches nodes, and only on the ports that are said', () => {
  const flows = flowsWith((chart) => {
    const monitoring = closed(chart, 'monitoring');
    pod(chart, 'monitoring/prometheus', { app: 'prometheus' });
    pod(chart, 'monitoring/grafana', { app: 'grafana' });
    const on = [tcp(10250), tcp(9100)];
    new AllowKubeletMetrics(monitoring, 'kubelets', { for: prometheus, nodes, on });
  });
  expect(flows).toEqual(['monitoring/prometheus -> 192.0.2.0/24 9100/TCP, 10250/TCP']);
});

test('the scraper is promised to reach them', () => {
  const monitoring = closed(newChart(), 'monitoring');
  const kubelets = new AllowKubeletMetrics(monitoring, 'kubelets', { for: prometheus, nodes });
  expect(promisesOf(kubelets)).toEqual(['prometheus of monitoring reach the nodes']);
});

test('nodes that nobody tells are refused', () => {
  const monitoring = closed(newChart(), 'monitoring');
  const props = { for: prometheus };
  const refusals = refusalsOf(() => new AllowKubeletMetrics(monitoring, 'kubelets', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/no-addresses: \`AllowKubeletMetrics\` does not know the addresses of the nodes
    => give \`nodes\`, or \`nodeCidrs\` in the profile of the app
    at const refusals = refusalsOf(() => new AllowKubeletMetrics(monitoring, 'kubelets', props));",
    ]
  `);
});

test('addresses of nodes are refused under Cilium', () => {
  const monitoring = closed(chartUnder(profileNamed('cilium')), 'monitoring');
  const call = () => new AllowKubeletMetrics(monitoring, 'kubelets', { for: prometheus, nodes });
  expect(refusalOf(call)).toMatchInlineSnapshot(
    `"\`nodes\` of \`AllowKubeletMetrics\` has no effect under profile \`cilium\`, whose plugin is Cilium => leave \`nodes\` out: Cilium is told host and remote-node instead"`,
  );
});

test('nobody in particular is refused: not every pod scrapes kubelets', () => {
  const monitoring = closed(newChart(), 'monitoring');
  const props = javascript<AllowKubeletMetricsProps>({ nodes });
  expect(refusalOf(() => new AllowKubeletMetrics(monitoring, 'kubelets', props))).toContain(
    'does not say which pods scrape',
  );
});
