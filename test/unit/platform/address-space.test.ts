import { expect, test } from 'vitest';
import {
  addressesIn,
  cidrAround,
  coversAddresses,
  formatCidr,
  intersectAddresses,
  noAddresses,
  subtractAddresses,
  toCidrs,
} from '../../../lib/kernel';
import {
  DEFAULT_POD_CIDRS,
  METADATA_CIDRS,
  METADATA_ENDPOINTS,
  NAT64_PREFIX,
  NOT_INTERNET,
} from '../../../lib/platform';

test.each([
  ['METADATA_CIDRS', METADATA_CIDRS],
  ['NOT_INTERNET', NOT_INTERNET],
  ['DEFAULT_POD_CIDRS', DEFAULT_POD_CIDRS],
])('%s is the shortest canonical list of its addresses', (_name, cidrs) => {
  expect(toCidrs(addressesIn(...cidrs)).map(formatCidr)).toEqual(cidrs);
});

test('the metadata blocks are the addresses of the endpoints, and nothing else but NAT64', () => {
  const endpoints = addressesIn(...METADATA_ENDPOINTS.flatMap(({ cidrs }) => cidrs));
  const direct = subtractAddresses(addressesIn(...METADATA_CIDRS), addressesIn(NAT64_PREFIX));
  expect(toCidrs(direct)).toEqual(toCidrs(endpoints));
});

test('every metadata address of IPv4 is known as NAT64 reaches it, and no other address', () => {
  const through = intersectAddresses(addressesIn(...METADATA_CIDRS), addressesIn(NAT64_PREFIX));
  const embedded = toCidrs(through).map(({ first, prefix }) =>
    formatCidr(cidrAround({ family: 4, value: first & 0xffff_ffffn }, prefix - 96)),
  );
  expect(embedded).toEqual(METADATA_CIDRS.filter((cidr) => !cidr.includes(':')));
});

test('no metadata address is on the internet', () => {
  expect(coversAddresses(addressesIn(...NOT_INTERNET), addressesIn(...METADATA_CIDRS))).toBe(true);
});

test.each([
  ['the NodeLocal cache', '169.254.20.10/32'],
  ['the DNS server of a VPC', '169.254.169.253/32'],
  ['the time server of AWS', '169.254.169.123/32'],
])('%s serves no metadata, so blocking metadata leaves it alone', (_name, cidr) => {
  expect(noAddresses(intersectAddresses(addressesIn(...METADATA_CIDRS), addressesIn(cidr)))).toBe(
    true,
  );
});

test('what is not the internet is written in 14 blocks', () => {
  expect(NOT_INTERNET).toMatchInlineSnapshot(`
    [
      "10.0.0.0/8",
      "100.64.0.0/10",
      "127.0.0.0/8",
      "168.63.129.16/32",
      "169.254.0.0/16",
      "172.16.0.0/12",
      "192.0.0.0/24",
      "192.168.0.0/16",
      "224.0.0.0/4",
      "::1/128",
      "64:ff9b::/96",
      "fc00::/7",
      "fe80::/10",
      "ff00::/8",
    ]
  `);
});

test('the metadata addresses of both families are known', () => {
  expect(METADATA_CIDRS).toMatchInlineSnapshot(`
    [
      "100.100.100.200/32",
      "168.63.129.16/32",
      "169.254.0.23/32",
      "169.254.10.10/32",
      "169.254.42.42/32",
      "169.254.169.252/32",
      "169.254.169.254/32",
      "169.254.170.2/32",
      "169.254.170.23/32",
      "192.0.0.192/32",
      "64:ff9b::6464:64c8/128",
      "64:ff9b::a83f:8110/128",
      "64:ff9b::a9fe:17/128",
      "64:ff9b::a9fe:a0a/128",
      "64:ff9b::a9fe:2a2a/128",
      "64:ff9b::a9fe:a9fc/128",
      "64:ff9b::a9fe:a9fe/128",
      "64:ff9b::a9fe:aa02/128",
      "64:ff9b::a9fe:aa17/128",
      "64:ff9b::c000:c0/128",
      "fd00:42::42/128",
      "fd00:c1::a9fe:a9fe/128",
      "fd00:100::100:200/128",
      "fd00:ec2::23/128",
      "fd00:ec2::254/128",
      "fd00:a9fe:a9fe::1/128",
      "fd20:ce::254/128",
      "fe80::a9fe:a9fe/128",
    ]
  `);
});

test('every metadata endpoint names its source', () => {
  for (const { source, use } of METADATA_ENDPOINTS) {
    expect(source).not.toBe('');
    expect(use).not.toBe('');
  }
});
