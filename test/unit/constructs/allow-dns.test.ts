import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import {
  AllowDns,
  type AllowDnsProps,
  DefaultDenyNamespace,
  declareProfile,
  pods,
  statementsOf,
} from '../../../lib/constructs';
import { parseSelector } from '../../../lib/kernel';
import { gke, openshift, type Profile, profileNamed } from '../../../lib/platform';
import { namesIn, newChart, told, yamlOf } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';

function dnsUnder(profile: Profile): Chart {
  const app = new App();
  declareProfile(app, profile);
  const chart = new Chart(app, 'shop');
  new AllowDns(new DefaultDenyNamespace(chart, 'shop'), 'dns');
  return chart;
}

test('without a profile the harmless common set is opened, on port 53 only', async () => {
  const chart = newChart();
  new AllowDns(new DefaultDenyNamespace(chart, 'shop'), 'dns');
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-dns.yaml');
});

test('on OpenShift the pods of openshift-dns answer on 5353', async () => {
  await expect(yamlOf(dnsUnder(openshift()))).toMatchFileSnapshot(
    '__snapshots__/allow-dns-openshift.yaml',
  );
});

test('with Cloud DNS only port 53 of the metadata address is opened', async () => {
  await expect(yamlOf(dnsUnder(gke({ dns: ['gke-cloud-dns'] })))).toMatchFileSnapshot(
    '__snapshots__/allow-dns-gke.yaml',
  );
});

test('under Cilium NodeLocal DNSCache is named by its pods as well, which no block matches', () => {
  const yaml = yamlOf(dnsUnder(gke()));
  expect(yaml).toContain('k8s-app: node-local-dns');
  expect(yaml).toContain('cidr: 169.254.20.10/32');
  expect(yamlOf(dnsUnder(profileNamed('calico')))).not.toContain('node-local-dns');
});

test('what the construct is told wins over the profile', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  expect(new AllowDns(shop, 'dns', { platform: 'kube-dns' }).platforms).toEqual(['kube-dns']);
});

test('platforms that answer on different ports become different rules', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop');
  new AllowDns(shop, 'dns', { platform: ['kube-dns', 'openshift'] });
  const { egress } = chart.toJson()[0].spec;
  expect(egress.map(({ ports }: { ports: { port: number }[] }) => ports[0]?.port)).toEqual([
    53, 5353,
  ]);
});

test('only some pods may be let through', () => {
  const chart = newChart();
  new AllowDns(new DefaultDenyNamespace(chart, 'shop'), 'dns', { for: pods({ app: 'web' }) });
  expect(chart.toJson()[0].spec.podSelector).toEqual({ matchLabels: { app: 'web' } });
});

test('where this app isolates kube-system, its end is opened as well', async () => {
  const chart = newChart();
  const system = new DefaultDenyNamespace(chart, 'kube-system', { reason: 'hardened' });
  new AllowDns(new DefaultDenyNamespace(chart, 'shop'), 'dns', { platform: 'kube-dns' });
  expect(namesIn(chart)).toContain('kube-system/kube-dns-from-shop-dns');
  expect(system.namespaceName).toBe('kube-system');
});

test('a namespace whose egress nobody isolates is not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(() => new AllowDns(chart, 'dns'));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/isolates-by-surprise: \`AllowDns\` would isolate every pod of \`shop\`, and cut everything else that they reach
    => create a DefaultDenyNamespace, or governedNamespace(scope, 'shop', { isolated: ['egress'] }), before it; or give \`isolates: true\`
    at const refusals = refusalsOf(() => new AllowDns(chart, 'dns'));",
    ]
  `);
});

test('`isolates: true` accepts that DNS is then all the pods reach', () => {
  const chart = newChart({ namespace: 'shop' });
  new AllowDns(chart, 'dns', { isolates: true });
  expect(namesIn(chart)).toEqual(['shop/dns']);
});

test('a platform that is not known is refused with the nearest one', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  const props = javascript<AllowDnsProps>({ platform: 'kubedns' });
  const refusals = refusalsOf(() => new AllowDns(shop, 'dns', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-platform: \`'kubedns'\` is no DNS platform, did you mean \`kube-dns\`?
    => use one of kube-dns, node-local, openshift, gke-cloud-dns, aws-vpc, azure
    at const refusals = refusalsOf(() => new AllowDns(shop, 'dns', props));",
    ]
  `);
});

test('the pods that may resolve names are promised to', () => {
  const web = pods({ app: 'web' });
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  const promises = [new AllowDns(shop, 'dns'), new AllowDns(shop, 'web-dns', { for: web })].flatMap(
    (dns) => statementsOf(dns).flatMap(({ intents }) => intents),
  );
  expect(promises).toMatchObject([
    { name: 'pods of shop resolve names', kind: 'resolves-names', hard: false },
    { name: 'web of shop resolve names', from: [{ pods: parseSelector(web.selector) }] },
  ]);
});
