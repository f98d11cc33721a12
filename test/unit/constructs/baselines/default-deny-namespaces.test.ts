import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowDns,
  DefaultDenyNamespaces,
  type DefaultDenyNamespacesProps,
  statementsOf,
} from '../../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from '../charts';
import { javascript, refusalsOf } from '../dsl/refusals';
import { plainPod } from '../plain-pod';

test('each namespace is isolated, its exceptions before its deny', async () => {
  const chart = newChart();
  const all = new DefaultDenyNamespaces(chart, 'teams', { names: ['shop', 'blog'] });
  new AllowDns(all.namespace('blog'), 'dns');
  expect(namesIn(chart)).toEqual(['shop/default-deny', 'blog/dns', 'blog/default-deny']);
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/default-deny-namespaces.yaml');
});

test('nothing passes between them, nor inside one of them', () => {
  const chart = newChart();
  new DefaultDenyNamespaces(chart, 'teams', { names: ['shop', 'blog'], dns: 'none' });
  plainPod(chart, 'shop/web');
  plainPod(chart, 'shop/db');
  plainPod(chart, 'blog/web');
  plainPod(chart, 'open/web');
  expect(reachability(chart).flows()).toMatchInlineSnapshot(`
    "open/web -> any IP all
    any IP -> open/web all"
  `);
});

test('each promises that it is closed, in the directions that were chosen', () => {
  const chart = newChart();
  new DefaultDenyNamespaces(chart, 'teams', { names: ['shop', 'blog'], directions: ['ingress'] });
  expect(statementsOf(chart).flatMap(({ intents }) => intents.map(({ name }) => name))).toEqual([
    'namespace blog is closed for ingress',
    'namespace shop is closed for ingress',
  ]);
});

test('what is said of all of them holds for each', () => {
  const chart = newChart();
  const all = new DefaultDenyNamespaces(chart, 'teams', {
    names: ['shop', 'blog'],
    dns: 'none',
    createNamespace: { enforce: 'baseline' },
  });
  expect(all.namespaces.map(({ namespaceName, dns }) => `${namespaceName} ${dns}`)).toEqual([
    'shop none',
    'blog none',
  ]);
  expect(namesIn(chart)).toEqual(['shop', 'shop/default-deny', 'blog', 'blog/default-deny']);
});

test('a namespace of the system is isolated with a reason', () => {
  const chart = newChart();
  const reasons = { 'kube-system': 'hardened, see ADR 12' };
  new DefaultDenyNamespaces(chart, 'all', { names: ['shop', 'kube-system'], reasons });
  expect(namesIn(chart)).toEqual(['shop/default-deny', 'kube-system/default-deny']);
});

test('namespaces of the system without a reason are refused, all of them at once', () => {
  const names = ['kube-system', 'shop', 'openshift-dns'];
  const reasons = { 'kube-system': '' };
  const refusals = refusalsOf(
    () => new DefaultDenyNamespaces(newChart(), 'all', { names, reasons }),
  );
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/needs-a-reason: \`DefaultDenyNamespaces\` isolates \`kube-system\`, where Kubernetes runs its own components, and gives no reason
    => leave it out, or give reasons: { 'kube-system': '...' }: why, and what keeps its components reachable
    at () => new DefaultDenyNamespaces(newChart(), 'all', { names, reasons }),",
      "constructs/needs-a-reason: \`DefaultDenyNamespaces\` isolates \`openshift-dns\`, where OpenShift runs its own components, and gives no reason
    => leave it out, or give reasons: { 'openshift-dns': '...' }: why, and what keeps its components reachable
    at () => new DefaultDenyNamespaces(newChart(), 'all', { names, reasons }),",
    ]
  `);
});

test('a namespace that is not among them is refused', () => {
  const all = new DefaultDenyNamespaces(newChart(), 'teams', { names: ['shop', 'blog'] });
  const refusals = refusalsOf(() => all.namespace(javascript('shpo')));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-namespace: \`shop/teams\` has no namespace \`'shpo'\`, did you mean \`shop\`?
    => use shop, blog
    at const refusals = refusalsOf(() => all.namespace(javascript('shpo')));",
    ]
  `);
});

test.each([
  ['no name', { names: [] }, 'constructs/missing-part'],
  ['a text', { names: 'shop' }, 'constructs/missing-part'],
  ['nothing', {}, 'constructs/missing-part'],
  ['a hole', { names: new Array(1) }, 'constructs/missing-part'],
  ['a name twice', { names: ['shop', 'shop'] }, 'constructs/listed-twice'],
  ['an illegal name', { names: ['Shop'] }, 'constructs/illegal-namespace-name'],
  ['a misspelt option', { names: ['shop'], dsn: 'none' }, 'constructs/unknown-option'],
  [
    'a reason for another namespace',
    { names: ['shop'], reasons: { 'kube-system': 'why not' } },
    'constructs/unknown-option',
  ],
  [
    'no text as a reason',
    { names: ['kube-system'], reasons: { 'kube-system': 5 } },
    'constructs/needs-a-reason',
  ],
])('%s is refused', (_what, props, code) => {
  const given = javascript<DefaultDenyNamespacesProps>(props);
  const [refused] = refusalsOf(() => new DefaultDenyNamespaces(newChart(), 'all', given));
  expect([refused?.code, refused?.source?.file]).toEqual([
    code,
    'test/unit/constructs/baselines/default-deny-namespaces.test.ts',
  ]);
});
