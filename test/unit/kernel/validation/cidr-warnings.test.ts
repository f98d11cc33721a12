import { expect, test } from 'vitest';
import { cidrStrictness, cidrWarnings } from '../../../../lib/kernel';

const warningsFor = (cidr: string, except: string[] = []) =>
  cidrWarnings({ spec: { egress: [{ to: [{ ipBlock: { cidr, except } }] }] } });

test.each([
  [
    '10.0.0.5/8',
    [
      'CIDR value "10.0.0.5/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.5/32"?)',
    ],
  ],
  [
    '2001:db8::1/32',
    [
      'CIDR value "2001:db8::1/32" is ambiguous in this context (should be "2001:db8::/32" or "2001:db8::1/128"?)',
    ],
  ],
  ['010.0.0.0/8', ['non-standard CIDR value "010.0.0.0/8" is invalid: use "10.0.0.0/8"']],
  ['10.0.0.0/08', ['non-standard CIDR value "10.0.0.0/08" is invalid: use "10.0.0.0/8"']],
  [
    '::ffff:10.0.0.0/104',
    ['non-standard CIDR value "::ffff:10.0.0.0/104" is invalid: use "10.0.0.0/8"'],
  ],
  ['10.0.0.0/8', []],
  ['nonsense', []],
])('%s warns as apimachinery does', (cidr, details) => {
  expect(warningsFor(cidr).map(({ detail }) => detail)).toEqual(details);
});

test('a block with leading zeros and host bits warns of both', () => {
  expect(warningsFor('010.0.0.5/8')).toHaveLength(2);
});

test('a warning names the field it is about', () => {
  expect(warningsFor('10.0.0.0/8', ['10.1.0.0/16', '10.2.0.1/16'])[0]?.path).toEqual([
    'spec',
    'egress',
    0,
    'to',
    0,
    'ipBlock',
    'except',
    1,
  ]);
});

test.each([
  [undefined, 'strict'],
  ['1.36', 'strict'],
  ['v1.37.1', 'strict'],
  ['2.0', 'strict'],
  ['nonsense', 'strict'],
  ['1.35', 'loose'],
  ['v1.35.2', 'loose'],
  ['1.9+', 'loose'],
])('Kubernetes %s reads CIDRs in the %s way', (version, strictness) => {
  expect(cidrStrictness(version)).toBe(strictness);
});
