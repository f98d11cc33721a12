import { Yaml } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowInternet,
  type AllowInternetProps,
  allPods,
  DefaultDenyNamespace,
  governedNamespace,
  internet,
  namespace,
  pods,
  ThreeTierApp,
  tcp,
} from '../../../../lib/constructs';
import { eks } from '../../../../lib/platform';
import { namesIn, newChart, told } from '../charts';
import { javascript, refusalsOf } from '../dsl/refusals';
import { newShop, policyOf, promises } from './shop';

const feeds = pods({ app: 'feeds' });
const https = { from: feeds, on: tcp(443) };

test('both families are opened, without what is not the internet', async () => {
  const { chart, shop } = newShop();
  new AllowInternet(shop, 'feeds', https);
  await expect(Yaml.stringify(policyOf(chart, 'feeds'))).toMatchFileSnapshot(
    '__snapshots__/allow-internet.yaml',
  );
});

test('the pods reach the internet on the ports that were said, and no other pod does', () => {
  const { chart, shop } = newShop();
  new AllowInternet(shop, 'feeds', https);
  const net = reachability(chart);
  expect(net.pod('shop/feeds')).toReach('internet', tcp(443));
  expect(net.pod('shop/feeds')).not.toReach('internet', tcp(80));
  expect(net.pod('shop/other')).not.toReach('internet');
});

test.each(['10.0.0.0/8', 'fc00::/7', '169.254.0.0/16', 'cloud-metadata'])(
  '%s is not the internet',
  (private_) => {
    const { chart, shop } = newShop();
    new AllowInternet(shop, 'feeds', https);
    expect(reachability(chart).pod('shop/feeds')).not.toReach(private_);
  },
);

test('zones of the profile, and what else is left out, are not opened', () => {
  const { chart, shop } = newShop(eks({ zones: { partner: ['198.51.100.0/24'] } }));
  new AllowInternet(shop, 'feeds', { ...https, except: ['203.0.113.0/24'] });
  const net = reachability(chart);
  expect(net.pod('shop/feeds')).not.toReach('198.51.100.0/24');
  expect(net.pod('shop/feeds')).not.toReach('203.0.113.0/24');
  expect(net.pod('shop/feeds')).toReach('8.8.8.8', tcp(443));
});

test('it promises that the pods reach the internet, and the promise holds', () => {
  const { chart, shop } = newShop();
  new AllowInternet(shop, 'feeds', https);
  expect(promises(reachability(chart))).toEqual([
    'namespace shop is closed: holds',
    'feeds of shop reach the internet: holds',
  ]);
});

test('a tier may be let out', () => {
  const { chart, shop } = newShop();
  const tiers = new ThreeTierApp(shop, 'app', {
    web: { pods: feeds, on: tcp(80) },
    api: { pods: pods({ app: 'api' }), on: tcp(80) },
    database: { pods: pods({ app: 'db' }), on: tcp(80) },
  });
  new AllowInternet(shop, 'feeds', { ...https, from: tiers.web });
  expect(reachability(chart).pod('shop/feeds')).toReach('internet', tcp(443));
});

test('where egress is left alone nothing is written, until something isolates it', () => {
  const chart = newChart();
  const open = governedNamespace(chart, 'shop', { isolated: [] });
  new AllowInternet(open, 'feeds', https);
  expect(chart.toJson()).toEqual([]);
  new DefaultDenyNamespace(chart, 'deny', { name: 'shop' });
  expect(namesIn(chart)).toContain('shop/feeds');
});

test('pods that nothing is known to isolate are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(() => new AllowInternet(chart, 'feeds', https));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/isolates-by-surprise: \`AllowInternet\` would isolate \`app=feeds\` in \`shop\`, and cut everything else that they reach
    => create a DefaultDenyNamespace, or governedNamespace(scope, 'shop', { isolated: ['egress'] }), before it; or give \`isolates: true\`
    at const refusals = refusalsOf(() => new AllowInternet(chart, 'feeds', https));",
    ]
  `);
});

test('`isolates: true` accepts that the internet is then all they reach', () => {
  const chart = newChart({ namespace: 'shop' });
  new AllowInternet(chart, 'feeds', { ...https, isolates: true });
  expect(namesIn(chart)).toEqual(['shop/feeds']);
});

test('the name of a port is refused: addresses have none', () => {
  const { shop } = newShop();
  const refusals = refusalsOf(() => new AllowInternet(shop, 'f', { ...https, on: tcp('https') }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/named-port-to-address: port \`'https'\` is a name, and internet() has no pods to look it up on
    => write the port number
    at const refusals = refusalsOf(() => new AllowInternet(shop, 'f', { ...https, on: tcp('https') }));",
    ]
  `);
});

test('ports that are not said are refused', () => {
  const { shop } = newShop();
  const props = javascript<AllowInternetProps>({ from: allPods() });
  const refusals = refusalsOf(() => new AllowInternet(shop, 'f', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/not-a-port: port of \`on\` is \`undefined\`, not a port
    => write tcp(...), udp(...), sctp(...) or allPorts()
    at const refusals = refusalsOf(() => new AllowInternet(shop, 'f', props));",
    ]
  `);
});

test('pods of another namespace are refused', () => {
  const { shop } = newShop();
  const from = feeds.in(namespace('data'));
  const refusals = refusalsOf(() => new AllowInternet(shop, 'f', { ...https, from }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/not-a-subject: \`from\` of \`AllowInternet\` is pods of namespace \`data\`, in a policy of \`shop\`
    => put the policy into namespace \`data\`, as in \`namespace: 'data'\`
    at const refusals = refusalsOf(() => new AllowInternet(shop, 'f', { ...https, from }));",
    ]
  `);
});

test('what is no pod at all is refused', () => {
  const { shop } = newShop();
  const from = javascript<typeof feeds>(internet());
  const refusals = refusalsOf(() => new AllowInternet(shop, 'f', { ...https, from }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/not-a-subject: \`from\` of \`AllowInternet\` is \`an object\`
    => write pods(...) or allPods(), and put the policy into the namespace of those pods
    at const refusals = refusalsOf(() => new AllowInternet(shop, 'f', { ...https, from }));",
    ]
  `);
});
