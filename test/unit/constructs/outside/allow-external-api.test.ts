import { Yaml } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { describe, expect, test } from 'vitest';
import {
  AllowExternalApi,
  type AllowExternalApiProps,
  allPods,
  internet,
  pods,
  provenanceOf,
  tcp,
  zone,
} from '../../../../lib/constructs';
import { kind } from '../../../../lib/platform';
import { newChart, told } from '../charts';
import { codesOf, javascript, refusalOf, refusalsOf } from '../dsl/refusals';
import { newShop, policyOf, promises } from './shop';

const carrier = {
  from: pods({ app: 'feeds' }),
  cidrs: ['203.0.113.0/24', '2001:db8:cafe::/48'],
  on: tcp(443),
  because: 'the carrier prints parcel labels',
};

test('each block is opened, in the family it belongs to', async () => {
  const { chart, shop } = newShop();
  new AllowExternalApi(shop, 'carrier', { ...carrier, except: ['203.0.113.128/25'] });
  await expect(Yaml.stringify(policyOf(chart, 'carrier'))).toMatchFileSnapshot(
    '__snapshots__/allow-external-api.yaml',
  );
});

test('the pods reach its addresses, and neither its exceptions nor anything else', () => {
  const { chart, shop } = newShop();
  new AllowExternalApi(shop, 'carrier', { ...carrier, except: ['203.0.113.128/25'] });
  expect(reachability(chart).flows()).toMatchInlineSnapshot(
    `"shop/feeds -> 203.0.113.0/25, 2001:db8:cafe::/48 443/TCP"`,
  );
});

test('it promises that the pods reach the API, and the promise holds', () => {
  const { chart, shop } = newShop();
  new AllowExternalApi(shop, 'carrier', carrier);
  expect(promises(reachability(chart))).toContain('feeds of shop reach carrier: holds');
});

test('why, who and until stand beside the manifest', () => {
  const { shop } = newShop();
  const why = { owner: 'logistics', until: '2099-12-31' };
  const api = new AllowExternalApi(shop, 'carrier', { ...carrier, ...why });
  const [rule] = api.node.findAll().flatMap((each) => provenanceOf(each)?.rules ?? []);
  expect(rule?.reason).toEqual({ reason: carrier.because, ...why });
});

test('a private range is opened where it is said', () => {
  const { chart, shop } = newShop();
  const cidrs = ['10.20.0.0/16'];
  new AllowExternalApi(shop, 'sap', { ...carrier, cidrs, private: true });
  expect(reachability(chart).pod('shop/feeds')).toReach('10.20.0.0/16', tcp(443));
});

test('NAT64 to the addresses of one API is opened where it is said', () => {
  const { chart, shop } = newShop();
  const cidrs = ['64:ff9b::cb00:7100/120'];
  new AllowExternalApi(shop, 'carrier', { ...carrier, cidrs, private: true });
  expect(reachability(chart).pod('shop/feeds')).toReach('64:ff9b::cb00:7105', tcp(443));
});

test('addresses may have a name', () => {
  const { chart, shop } = newShop();
  const cidrs = [zone('partner', ['198.51.100.0/24']), '203.0.113.0/24'];
  new AllowExternalApi(shop, 'partner', { ...carrier, cidrs });
  expect(reachability(chart).flows()).toBe('shop/feeds -> 198.51.100.0/24, 203.0.113.0/24 443/TCP');
});

test('exceptions may carve out what is private', () => {
  const { chart, shop } = newShop();
  const blocks = { cidrs: ['172.0.0.0/8'], except: ['172.16.0.0/12'] };
  new AllowExternalApi(shop, 'api', { ...carrier, ...blocks });
  expect(reachability(chart).pod('shop/feeds')).not.toReach('172.16.0.0/12');
});

describe('what is not the API is refused', () => {
  test.each<[string, Partial<AllowExternalApiProps>, string, string]>([
    ['every address', { cidrs: ['0.0.0.0/0'] }, 'any-ip', 'every address'],
    ['every address in two halves', { cidrs: ['0.0.0.0/1', '128.0.0.0/1'] }, 'any-ip', 'every'],
    ['all of IPv6', { cidrs: ['2000::/3'] }, 'any-ip', 'every address'],
    ['a private range', { cidrs: ['10.20.0.0/16'] }, 'private-range', '`10.20.0.0/16`'],
    ['a part that is private', { cidrs: ['172.0.0.0/8'] }, 'private-range', '`172.16.0.0/12`'],
    ['a metadata address', { cidrs: ['169.254.169.254/32'] }, 'opens-metadata', '169.254.169.254'],
    ['the wire server', { cidrs: ['168.63.129.0/24'] }, 'opens-metadata', '`168.63.129.16/32`'],
    ['no block at all', { cidrs: [] }, 'empty-list', 'lists nothing'],
    ['the internet', { cidrs: [internet()] }, 'any-ip', 'every address'],
    ['a host name', { cidrs: ['api.example.com'] }, 'not-a-cidr', "'api.example.com'"],
    ['an exception outside', { except: ['8.8.8.0/24'] }, 'except-outside-block', 'not inside'],
    [
      'an exception of another family',
      { except: ['fd00::/8'] },
      'except-outside-block',
      'fd00::/8',
    ],
    ['an exception of all', { except: ['203.0.113.0/24'] }, 'except-outside-block', 'nothing of'],
    ['the name of a port', { on: tcp('https') }, 'named-port-to-address', "'https'"],
    ['a reason that says nothing', { because: ' ' }, 'missing-reason', '`because`'],
    ['no reason', javascript({ because: undefined }), 'missing-option', '`because`'],
  ])('%s', (_, props, code, words) => {
    const { shop } = newShop();
    const refused = refusalsOf(() => new AllowExternalApi(shop, 'a', { ...carrier, ...props }));
    expect(refused.map((each) => each.code)).toEqual([`constructs/${code}`]);
    expect(refused[0]?.message).toContain(words);
  });
});

describe('though `private` is said, so is', () => {
  test.each([
    ['what serves metadata', '169.254.0.0/16', 'opens-metadata'],
    ['the metadata address of Alibaba', '100.64.0.0/10', 'opens-metadata'],
    ['NAT64 as a whole', '64:ff9b::/96', 'opens-metadata'],
    ['NAT64 to what serves metadata', '64:ff9b::a9fe:0/112', 'opens-metadata'],
    ['what the pods of the cluster are numbered from', '10.244.0.0/15', 'inside-the-cluster'],
    ['what Services are numbered from', '10.96.0.1/32', 'inside-the-cluster'],
  ])('%s', (_, cidr, code) => {
    const { shop } = newShop(kind());
    const blocks = { ...carrier, cidrs: [cidr], private: true } as const;
    const refused = codesOf(() => new AllowExternalApi(shop, 'a', blocks));
    expect(refused).toEqual([`constructs/${code}`]);
  });
});

test('a refusal points at the line that wrote it', () => {
  const { shop } = newShop();
  const all = { ...carrier, cidrs: ['0.0.0.0/0', '::/0'] };
  const refusals = refusalsOf(() => new AllowExternalApi(shop, 'carrier', all));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/any-ip: \`cidrs\` of \`AllowExternalApi\` are every address there is
    => list the blocks that are meant, or write new AllowInternet(...)
    at const refusals = refusalsOf(() => new AllowExternalApi(shop, 'carrier', all));",
    ]
  `);
});

test('pods that nothing is known to isolate are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const from = allPods();
  const refused = refusalOf(() => new AllowExternalApi(chart, 'carrier', { ...carrier, from }));
  expect(refused).toMatchInlineSnapshot(
    `"\`AllowExternalApi\` would isolate every pod of \`shop\`, and cut everything else that they reach => create a DefaultDenyNamespace, or governedNamespace(scope, 'shop', { isolated: ['egress'] }), before it; or give \`isolates: true\`"`,
  );
});
