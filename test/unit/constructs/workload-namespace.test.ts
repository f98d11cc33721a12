import type { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { expect, test } from 'vitest';
import {
  AllowDns,
  Connection,
  DefaultDenyNamespace,
  endpointsOf,
  from,
  NetworkPolicy,
  pods,
  podsOf,
  statementsOf,
  ThreeTierApp,
  tcp,
} from '../../../lib/constructs';
import { newChart, told, yamlOf } from './charts';
import { refusalsOf } from './dsl/refusals';

/** The pods of a workload in namespace `bar`. */
function inBar(chart: Chart) {
  const metadata = { namespace: 'bar' };
  const podMetadata = { labels: { app: 'web' } };
  return podsOf(
    new kplus.Deployment(chart, 'web', { metadata, podMetadata, containers: [{ image: 'web' }] }),
  );
}

const db = pods({ app: 'db' });
const BAR = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bar' } } };
const WEB = { podSelector: { matchLabels: { app: 'web' } } };

test('the pods of a workload are peers of its own namespace', () => {
  const chart = newChart();
  const ingress = [from(inBar(chart)).on(tcp(80))];
  const foo = new NetworkPolicy(chart, 'a', { namespace: 'foo', select: db, ingress });
  const bar = new NetworkPolicy(chart, 'b', { namespace: 'bar', select: db, ingress });
  const froms = chart.toJson().map(({ spec }) => spec.ingress?.[0].from);
  expect(froms.filter((each) => each !== undefined)).toEqual([[{ ...WEB, ...BAR }], [WEB]]);
  const flows = [foo, bar].flatMap((each) => statementsOf(each).flatMap((said) => said.flows));
  expect(flows.map((flow) => flow.from)).toEqual([
    endpointsOf(inBar(newChart()), 'bar'),
    endpointsOf(inBar(newChart()), 'bar'),
  ]);
});

test('the pods of a workload elsewhere are no subject', () => {
  const chart = newChart();
  const select = inBar(chart);
  const props = { namespace: 'foo', select, ingress: [] };
  const refusals = refusalsOf(() => new NetworkPolicy(chart, 'a', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/not-a-subject: \`select\` is pods of namespace \`bar\`, in a policy of \`foo\`
    => put the policy into namespace \`bar\`, as in \`namespace: 'bar'\`
    at const refusals = refusalsOf(() => new NetworkPolicy(chart, 'a', props));",
    ]
  `);
});

test('tiers and DNS are refused for the pods of a workload elsewhere', () => {
  const chart = newChart();
  const foo = new DefaultDenyNamespace(chart, 'foo');
  const web = { pods: inBar(chart), on: tcp(80) };
  const other = { pods: db, on: tcp(80) };
  const tiers = { web, api: other, database: other };
  expect(
    [
      ...refusalsOf(() => new ThreeTierApp(foo, 'app', tiers)),
      ...refusalsOf(() => new AllowDns(foo, 'dns', { for: web.pods })),
    ].map(({ message }) => message),
  ).toMatchInlineSnapshot(`
    [
      "\`pods\` of \`ThreeTierApp.web\` is pods of namespace \`bar\`, in a policy of \`foo\`",
      "\`for\` of \`AllowDns\` is pods of namespace \`bar\`, in a policy of \`foo\`",
    ]
  `);
});

test('both ends of a connection are opened in the namespaces of their workloads', () => {
  const chart = newChart();
  const foo = new DefaultDenyNamespace(chart, 'foo');
  new DefaultDenyNamespace(chart, 'bar');
  new Connection(foo, 'in', { from: inBar(chart), to: db, on: tcp(80) });
  expect(yamlOf(chart)).toContain('name: foo-in-egress\n  namespace: bar');
});
