import { Chart } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import { PolicyApp } from '../../../../lib/cdk8s';
import {
  AllowDns,
  AllowFqdn,
  type AllowFqdnProps,
  BlockCloudMetadata,
  CiliumNetworkPolicy,
  DefaultDenyNamespace,
  Intent,
  internet,
  namespace,
  no,
  pods,
  statementsOf,
  tcp,
  to,
  toNames,
} from '../../../../lib/constructs';
import { gke, openshift, type Profile, profileNamed } from '../../../../lib/platform';
import { namesIn, newChart, yamlOf } from '../charts';
import { codesOf, javascript, refusalOf } from '../dsl/refusals';

const api = pods({ app: 'api' });
const payments: AllowFqdnProps = { from: api, names: ['api.stripe.com'], on: tcp(443) };

/** An app with a closed namespace, and its chart. */
function closedShop(profile: Profile = profileNamed('cilium')) {
  const app = new PolicyApp({ profile });
  const chart = new Chart(app, 'shop');
  return { app, chart, shop: new DefaultDenyNamespace(chart, 'shop', { dns: 'none' }) };
}

/** The egress rules of the CiliumNetworkPolicy of a chart. */
function egressIn(chart: Chart) {
  return chart.toJson().find(({ kind }) => kind === 'CiliumNetworkPolicy').spec.egress;
}

test('names come with the DNS rule without which they match nothing', async () => {
  const { chart, shop } = closedShop();
  new AllowFqdn(shop, 'payments', { ...payments, names: ['api.stripe.com', '*.Example.com'] });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-fqdn.yaml');
});

test('DNS goes through the proxy where the profile says that it answers', () => {
  const { chart, shop } = closedShop(gke({ dns: ['openshift'] }));
  new AllowFqdn(shop, 'payments', payments);
  expect(egressIn(chart)[1].toPorts[0].ports[0].port).toBe('5353');
});

test('where this app isolates kube-system, DNS is opened there as well', () => {
  const { chart, shop } = closedShop();
  new DefaultDenyNamespace(chart, 'kube-system', { dns: 'none', reason: 'hardened' });
  new AllowFqdn(shop, 'payments', payments);
  expect(namesIn(chart)).toContain('kube-system/kube-dns-from-shop-payments');
});

test('the NodeLocal cache is named by its pods: no address is it under Cilium', () => {
  const { chart, shop } = closedShop(gke({ dns: ['node-local'] }));
  new AllowFqdn(shop, 'payments', payments);
  expect(egressIn(chart)[1].toEndpoints).toMatchObject([
    { matchLabels: { 'k8s:k8s-app': 'node-local-dns' } },
  ]);
});

test('a policy of one’s own gets the DNS rule as well', () => {
  const { chart, shop } = closedShop();
  new CiliumNetworkPolicy(shop, 'api', {
    select: api,
    egress: [toNames('api.stripe.com').on(tcp(443)), to(pods({ app: 'db' })).on(tcp(5432))],
  });
  expect(egressIn(chart)).toHaveLength(4);
  expect(egressIn(chart)[2].toPorts[0].rules).toEqual({ dns: [{ matchPattern: '*' }] });
});

test('the app is proven, and says what DNS may answer', () => {
  const { app, shop } = closedShop();
  new AllowDns(shop, 'dns');
  new AllowFqdn(shop, 'payments', payments);
  expect(app.synthYaml()).toContain(
    'opens egress of pods app=api in namespace shop to whatever DNS answers for api.stripe.com on 443/TCP',
  );
});

test('where metadata is to stay shut, the author must accept the names: DNS may answer any address', () => {
  const { app, shop } = closedShop();
  new BlockCloudMetadata(shop, 'metadata');
  new AllowFqdn(shop, 'payments', payments);
  expect(refusalOf(() => app.synthYaml())).toContain(
    'CiliumNetworkPolicy shop/payments (cilium.io/v2) is not modelled and not acknowledged',
  );
});

test('where somebody forbids the internet, the author must accept the names', () => {
  const { app, shop } = closedShop();
  new Intent(shop, 'no internet', no(namespace('shop')).reaches(internet()));
  new AllowFqdn(shop, 'payments', payments);
  expect(refusalOf(() => app.synthYaml())).toContain(
    'CiliumNetworkPolicy shop/payments (cilium.io/v2) is not modelled and not acknowledged',
  );
});

test('what forbids the internet to other pods does not matter', () => {
  const { app, shop } = closedShop();
  new Intent(shop, 'no internet', no(pods({ app: 'db' })).reaches(internet()));
  new AllowFqdn(shop, 'payments', payments);
  expect(app.synthYaml()).toContain('not evaluated yet');
});

test('no NetworkPolicy opens the internet to the pods', () => {
  const { chart, shop } = closedShop();
  new AllowFqdn(shop, 'payments', payments);
  const net = reachability(chart, { profile: profileNamed('cilium') });
  expect(net.pods({ app: 'api' }, 'shop')).not.toReach('internet', tcp(443));
});

test('DNS is stated, names are not: no intent can name what they stand for', () => {
  const { shop } = closedShop();
  const names = new AllowFqdn(shop, 'payments', payments);
  expect(statementsOf(names).flatMap(({ flows }) => flows)).toMatchObject([
    { ports: [{ port: 53 }, { port: 53 }] },
    { ports: [{ port: 53 }, { port: 53 }] },
  ]);
});

test('every pod of the namespace may be meant', () => {
  const { chart, shop } = closedShop();
  new AllowFqdn(shop, 'payments', { names: ['api.stripe.com'], on: tcp(443) });
  const policy = chart.toJson().find(({ kind }) => kind === 'CiliumNetworkPolicy');
  expect(policy.spec.endpointSelector).toEqual({});
});

test('pods that nobody isolates are not isolated by surprise', () => {
  expect(codesOf(() => new AllowFqdn(newChart({ namespace: 'shop' }), 'a', payments))).toEqual([
    'constructs/isolates-by-surprise',
  ]);
});

test('`isolates: true` accepts that the names are all that the pods reach', () => {
  const chart = newChart({ namespace: 'shop' });
  new AllowFqdn(chart, 'payments', { ...payments, isolates: true });
  expect(namesIn(chart)).toEqual(['shop/payments']);
});

test('a profile whose DNS answers from no pod is refused', () => {
  const { shop } = closedShop(gke({ dns: ['gke-cloud-dns'] }));
  expect(refusalOf(() => new AllowFqdn(shop, 'payments', payments))).toMatchInlineSnapshot(
    `"DNS of the profile answers from gke-cloud-dns, not from pods: to whoever asks there, names are never open => declare a \`dns\` of the profile without gke-cloud-dns where no pod that needs names asks it, or open addresses by AllowExternalApi"`,
  );
});

test('a profile of which only some DNS answers from pods is refused as well', () => {
  const { shop } = closedShop(gke({ dns: ['kube-dns', 'gke-cloud-dns', 'node-local'] }));
  expect(refusalOf(() => new AllowFqdn(shop, 'payments', payments))).toContain(
    'DNS of the profile answers from gke-cloud-dns, not from pods',
  );
});

test('a profile without DNS is refused', () => {
  const { shop } = closedShop(gke({ dns: [] }));
  expect(codesOf(() => new AllowFqdn(shop, 'payments', payments))).toEqual([
    'constructs/no-dns-proxy',
  ]);
});

test('names in a policy of one’s own are refused there as well', () => {
  const { shop } = closedShop(gke({ dns: ['kube-dns', 'gke-cloud-dns'] }));
  const props = { select: api, egress: [toNames('api.stripe.com').on(tcp(443))] };
  expect(codesOf(() => new CiliumNetworkPolicy(shop, 'api', props))).toEqual([
    'constructs/no-dns-proxy',
  ]);
});

test('a profile with another plugin is refused', () => {
  const { shop } = closedShop(openshift());
  expect(codesOf(() => new AllowFqdn(shop, 'payments', payments))).toEqual([
    'constructs/wrong-plugin',
  ]);
});

test.each([
  ['*', 'is every name'],
  ['**.*', 'is every name'],
  ['*.com', 'is every name of a top-level domain'],
  ['10.0.0.1', 'is no name'],
  ['https://api.stripe.com', 'is no name'],
  ['api.stripe.com/v1', 'is no name'],
  ['db.shop.svc.cluster.local', 'is a Service of the cluster'],
  ['db.shop.svc', 'is a Service of the cluster'],
  ['api', 'is no name that DNS knows in full'],
  ['api..com', 'is no name that DNS knows in full'],
  ['api.stripe.com.', 'is no name that DNS knows in full'],
])('the name %s is refused: it %s', (name, why) => {
  expect(refusalOf(() => toNames(javascript<'a.b'>(name)))).toContain(why);
});

test.each(['*.example.com', '**.example.com', 'api-*.example.com', 'a.example.co.uk'])(
  'the name %s is taken',
  (name) => {
    expect(Object.values(toNames(name).on(tcp(443)).names[0] ?? {})).toEqual([name]);
  },
);

test('no name at all is refused', () => {
  expect(codesOf(() => toNames())).toEqual(['constructs/empty-list']);
});

test('the name of a port cannot be asked of a name', () => {
  expect(codesOf(() => toNames('a.example.com').on(tcp('https')))).toEqual([
    'constructs/named-port-to-address',
  ]);
});

test('Cilium cannot deny names: such a list is refused', () => {
  const chart = newChart({ namespace: 'shop' });
  const egressDeny = javascript<[]>([toNames('a.example.com').on(tcp(443))]);
  const props = { select: api, egressDeny, isolates: false };
  expect(codesOf(() => new CiliumNetworkPolicy(chart, 'api', props))).toEqual([
    'constructs/not-a-rule',
  ]);
});

test('names cannot leave the rest alone: some releases then let everything through', () => {
  const chart = newChart({ namespace: 'shop' });
  const egress = [toNames('a.example.com').on(tcp(443))];
  const props = { select: api, egress, isolates: false };
  expect(codesOf(() => new CiliumNetworkPolicy(chart, 'api', props))).toEqual([
    'constructs/contradicting-options',
  ]);
});
