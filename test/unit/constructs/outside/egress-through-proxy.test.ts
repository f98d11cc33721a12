import { Yaml } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { describe, expect, test } from 'vitest';
import {
  AllowInternet,
  allNamespaces,
  allPods,
  DefaultDenyNamespace,
  EgressThroughProxy,
  type EgressThroughProxyProps,
  internet,
  ipBlock,
  NetworkPolicy,
  namespace,
  pods,
  tcp,
  to,
} from '../../../../lib/constructs';
import { eks, kind } from '../../../../lib/platform';
import { namesIn, newChart, told } from '../charts';
import { codesOf, javascript, refusalOf, refusalsOf } from '../dsl/refusals';
import { newPod, newShop, policyOf, promises, type Shop } from './shop';

const squid = pods({ app: 'squid' });
const proxied = { from: allPods(), proxy: squid.in(namespace('egress')), on: tcp(3128) };

/** A shop that leaves by a proxy of a closed namespace of its own, which may reach the internet. */
function behindProxy(): Shop {
  const made = newShop();
  const egress = new DefaultDenyNamespace(made.chart, 'egress', { dns: 'none' });
  newPod(made.chart, 'egress', 'squid');
  new EgressThroughProxy(made.shop, 'proxied', proxied);
  new AllowInternet(egress, 'out', { from: squid, on: tcp(443) });
  return made;
}

test('only the proxy is opened', async () => {
  const { chart } = behindProxy();
  await expect(Yaml.stringify(policyOf(chart, 'proxied'))).toMatchFileSnapshot(
    '__snapshots__/egress-through-proxy.yaml',
  );
});

test('both ends are opened where this app isolates them', () => {
  const { chart } = behindProxy();
  expect(namesIn(chart)).toContain('egress/squid-from-shop-proxied');
  const net = reachability(chart);
  expect(net.pod('shop/feeds')).toReach('egress/squid', tcp(3128));
  expect(net.pod('shop/feeds')).not.toReach('egress/squid', tcp(80));
  expect(net.pod('shop/feeds')).not.toReach('internet');
  expect(net.pod('egress/squid')).toReach('internet', tcp(443));
});

test('it promises that the proxy is reached, and that it is the only way out', () => {
  expect(promises(reachability(behindProxy().chart))).toEqual(
    expect.arrayContaining([
      'pods of shop reach the proxy squid: holds',
      'pods of shop reach the internet through the proxy only: holds',
    ]),
  );
});

test('whoever opens the internet to these pods breaks the promise, construct or not', () => {
  const { chart, shop } = behindProxy();
  new AllowInternet(shop, 'around', { from: pods({ app: 'feeds' }), on: tcp(443) });
  expect(promises(reachability(chart))).toContain(
    'pods of shop reach the internet through the proxy only: broken',
  );
});

test('NAT64 is a way to the internet, and breaks the promise as any other', () => {
  const { chart, shop } = behindProxy();
  const nat64 = to(ipBlock('64:ff9b::/96')).on(tcp(443));
  new NetworkPolicy(shop, 'around', { select: allPods(), egress: [nat64] });
  expect(promises(reachability(chart))).toContain(
    'pods of shop reach the internet through the proxy only: broken',
  );
});

test('a proxy may be reached through NAT64, and then nothing else there', () => {
  const { chart, shop } = newShop();
  const proxy = ipBlock('64:ff9b::cb00:7105/128');
  new EgressThroughProxy(shop, 'proxied', { from: allPods(), proxy, on: tcp(3128) });
  const name = 'pods of shop reach the internet through the proxy only';
  expect(promises(reachability(chart))).toContain(`${name}: holds`);
  const other = to(ipBlock('64:ff9b::cb00:7106/128')).on(tcp(3128));
  new NetworkPolicy(shop, 'around', { select: allPods(), egress: [other] });
  expect(promises(reachability(chart))).toContain(`${name}: broken`);
});

test('a proxy of the same namespace is left out of the promise', () => {
  const { chart, shop } = newShop();
  newPod(chart, 'shop', 'squid');
  new EgressThroughProxy(shop, 'proxied', { ...proxied, proxy: squid });
  new AllowInternet(shop, 'out', { from: squid, on: tcp(443) });
  expect(promises(reachability(chart))).toEqual(
    expect.arrayContaining([
      'pods of shop reach the proxy squid: holds',
      'pods of shop reach the internet through the proxy only: holds',
    ]),
  );
});

describe('a proxy at an address of the internet', () => {
  const atAddress = (extra: (made: Shop) => unknown) => {
    const made = newShop();
    const proxy = ipBlock('203.0.113.10/32');
    new EgressThroughProxy(made.shop, 'proxied', { ...proxied, proxy });
    extra(made);
    return promises(reachability(made.chart)).filter((each) => each.includes('only'));
  };
  const opening = (cidr: string, port: number) => (made: Shop) =>
    new EgressThroughProxy(made.shop, 'second', {
      from: pods({ app: 'feeds' }),
      proxy: ipBlock(cidr),
      on: tcp(port),
    });

  test('is the only one that is reached', () => {
    expect(atAddress(() => undefined)).toEqual([
      'pods of shop reach the internet through the proxy only: holds',
    ]);
  });

  test.each([
    ['another port', '203.0.113.10/32', 443],
    ['its neighbour', '203.0.113.11/32', 3128],
  ])('and nothing else is: %s', (_, cidr, port) => {
    expect(atAddress(opening(cidr, port))).toContain(
      'pods of shop reach the internet through the proxy only: broken',
    );
  });
});

test('a proxy at a private address leaves all of the internet promised', () => {
  const { chart, shop } = newShop();
  new EgressThroughProxy(shop, 'proxied', { ...proxied, proxy: ipBlock('10.9.0.5/32') });
  const net = reachability(chart);
  expect(net.pod('shop/feeds')).toReach('10.9.0.5', tcp(3128));
  expect(promises(net)).toEqual([
    'namespace shop is closed: holds',
    "pods of shop reach the proxy ipBlock('10.9.0.5/32'): holds",
    'pods of shop reach the internet through the proxy only: holds',
  ]);
});

describe('what is no proxy is refused', () => {
  const refused = (proxy: unknown) => {
    const { shop } = newShop(kind());
    const props = javascript<EgressThroughProxyProps>({ ...proxied, proxy });
    return codesOf(() => new EgressThroughProxy(shop, 'proxied', props));
  };

  test.each([
    ['the internet', internet(), 'any-ip'],
    ['an address that serves metadata', ipBlock('169.254.169.254/32'), 'opens-metadata'],
    ['the address of a Service', ipBlock('10.96.0.10/32'), 'inside-the-cluster'],
    ['pods of several namespaces', squid.in(allNamespaces()), 'not-a-proxy'],
    ['a whole namespace', namespace('egress'), 'not-a-proxy'],
    ['a URL', 'http://squid:3128', 'not-a-proxy'],
    ['nothing', null, 'missing-option'],
  ])('%s', (_, proxy, code) => {
    expect(refused(proxy)).toEqual([`constructs/${code}`]);
  });

  test('at the line that wrote it', () => {
    const { shop } = newShop();
    const all = { ...proxied, proxy: internet() };
    const refusals = refusalsOf(() => new EgressThroughProxy(shop, 'p', all));
    expect(told(refusals)).toMatchInlineSnapshot(`
      [
        "constructs/any-ip: the addresses in \`proxy\` of \`EgressThroughProxy\` are every address there is
      => list the blocks that are meant, or write new AllowInternet(...)
      at const refusals = refusalsOf(() => new EgressThroughProxy(shop, 'p', all));",
      ]
    `);
  });
});

test('pods that nothing is known to isolate are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  expect(codesOf(() => new EgressThroughProxy(chart, 'proxied', proxied))).toEqual([
    'constructs/isolates-by-surprise',
  ]);
});

describe('the variables of a container', () => {
  const of = (profile?: ReturnType<typeof eks>) => {
    const { shop } = newShop(profile);
    return new EgressThroughProxy(shop, 'proxied', proxied);
  };

  test('name the proxy, and all that is in the cluster of the profile', () => {
    expect(of(kind()).environment('http://squid.egress.svc:3128')).toMatchInlineSnapshot(`
      {
        "HTTPS_PROXY": "http://squid.egress.svc:3128",
        "HTTP_PROXY": "http://squid.egress.svc:3128",
        "NO_PROXY": "localhost,127.0.0.1,::1,.svc,.cluster.local,10.244.0.0/16,10.96.0.0/16,169.254.169.254",
        "http_proxy": "http://squid.egress.svc:3128",
        "https_proxy": "http://squid.egress.svc:3128",
        "no_proxy": "localhost,127.0.0.1,::1,.svc,.cluster.local,10.244.0.0/16,10.96.0.0/16,169.254.169.254",
      }
    `);
  });

  test('keep clear of every private range where the profile says none', () => {
    expect(of().environment('http://squid:3128').NO_PROXY).toMatchInlineSnapshot(
      `"localhost,127.0.0.1,::1,.svc,.cluster.local,10.0.0.0/8,100.64.0.0/10,172.16.0.0/12,192.168.0.0/16,fc00::/7,169.254.169.254"`,
    );
  });

  test('send nobody to the proxy for credentials of the cloud', () => {
    const { NO_PROXY } = of(eks()).environment('http://squid:3128');
    expect(NO_PROXY).toContain('169.254.169.254,169.254.170.23,[fd00:ec2::23]');
  });

  test('leave out what else is reached directly', () => {
    const { NO_PROXY, no_proxy } = of().environment('http://squid:3128', ['.corp.example']);
    expect(NO_PROXY.endsWith(',.corp.example')).toBe(true);
    expect(no_proxy).toBe(NO_PROXY);
  });

  test.each(['squid:3128', 'not a url', 'socks5://squid:1080'])('refuse %s', (url) => {
    expect(refusalOf(() => of().environment(url))).toContain('no URL of a proxy');
  });

  test('refuse a password, which would stand in the manifest', () => {
    expect(refusalOf(() => of().environment('http://me:secret@squid:3128'))).toMatchInlineSnapshot(
      `"\`environment\` got a URL with a password, which would stand in the manifest => leave the password out, and give these variables from a Secret"`,
    );
  });
});
