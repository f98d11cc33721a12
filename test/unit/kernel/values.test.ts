import { describe, expect, test } from 'vitest';
import {
  ALL_PORTS,
  ANY_IP,
  addressesIn,
  anyAddress,
  anyPort,
  cidrContains,
  formatCidr,
  formatPorts,
  formatSelector,
  fromPortRanges,
  InternalError,
  matches,
  NO_ADDRESSES,
  NO_PORTS,
  parseAddress,
  parseCidr,
  parseSelector,
  portRange,
  subtractAddresses,
  toCidrs,
  toPortRanges,
  unionPorts,
} from '../../../lib/kernel';

describe('ports', () => {
  test.each([
    [ALL_PORTS, 'all'],
    [NO_PORTS, 'none'],
    [portRange('SCTP', 1, 65_535), 'all SCTP'],
    [unionPorts(portRange('TCP', 80), portRange('UDP', 53, 54)), '80/TCP, 53-54/UDP'],
  ])('are written as people write them: %#', (ports, text) => {
    expect(formatPorts(ports)).toBe(text);
  });

  test('that touch are one range', () => {
    expect(toPortRanges(unionPorts(portRange('TCP', 80), portRange('TCP', 81)))).toEqual({
      TCP: [[80, 81]],
    });
  });

  test('survive JSON', () => {
    const ports = unionPorts(portRange('TCP', 80, 90), portRange('SCTP', 1));
    expect(fromPortRanges(JSON.parse(JSON.stringify(toPortRanges(ports))))).toEqual(ports);
  });

  test('have an example, and the empty set has none', () => {
    expect(anyPort(portRange('UDP', 53))).toEqual({ protocol: 'UDP', port: 53 });
    expect(anyPort(NO_PORTS)).toBeUndefined();
  });
});

describe('blocks', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8', []],
    ['10.0.0.5/8', '10.0.0.0/8', ['host-bits']],
    ['010.0.0.0/8', '10.0.0.0/8', ['leading-zeros']],
    ['10.0.0.0/08', '10.0.0.0/8', ['leading-zeros']],
    ['::ffff:10.0.0.0/104', '::ffff:a00:0/104', ['ipv4-mapped']],
    ['2001:DB8::/32', '2001:db8::/32', []],
    ['::/0', '::/0', []],
    ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128', []],
  ])('%s means %s', (text, canonical, problems) => {
    const parsed = parseCidr(text);
    expect(parsed && formatCidr(parsed.cidr)).toBe(canonical);
    expect(parsed?.problems).toEqual(problems);
  });

  test.each([
    '10.0.0.1',
    '10.0.0.0/33',
    '::/129',
    'example.com/8',
    'fe80::1%eth0/64',
    '/8',
    '1.2.3/8',
    '10.0.0.0/-1',
    '1::2::3/64',
    ':::/0',
  ])('%s is none', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test.each(['010.0.0.1', '10.0.0', '', '::1%lo', '1:2:3:4:5:6:7:8:9', '1::2:3:4:5:6:7:8'])(
    '%s is no address',
    (text) => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );

  test('of two families hold nothing of each other', () => {
    const [four, six] = ['0.0.0.0/0', '::/0'].map((text) => parseCidr(text)?.cidr);
    expect(four && six && cidrContains(four, six)).toBe(false);
  });

  test('that are left of all addresses are the fewest', () => {
    const left = subtractAddresses(ANY_IP, addressesIn('128.0.0.0/1', '::/1'));
    expect(toCidrs(left).map(formatCidr)).toEqual(['0.0.0.0/1', '8000::/1']);
  });

  test('misspelt in our own code are our own bug', () => {
    expect(() => addressesIn('10.0.0.0/40')).toThrow(InternalError);
  });

  test('that hold nothing have no example', () => {
    expect(anyAddress(NO_ADDRESSES)).toBeUndefined();
  });
});

describe('selectors', () => {
  test.each([
    [{}, '<none>'],
    [{ matchLabels: { b: '1', a: '2' } }, 'a=2,b=1'],
    [
      { matchExpressions: [{ key: 'a', operator: 'In' as const, values: ['x', 'y'] }] },
      'a in (x,y)',
    ],
    [{ matchExpressions: [{ key: 'a', operator: 'NotIn' as const, values: ['x'] }] }, 'a!=x'],
    [
      { matchExpressions: [{ key: 'a', operator: 'NotIn' as const, values: ['x', 'y'] }] },
      'a notin (x,y)',
    ],
    [{ matchExpressions: [{ key: 'a', operator: 'Exists' as const }] }, 'a'],
    [{ matchExpressions: [{ key: 'a', operator: 'DoesNotExist' as const }] }, '!a'],
  ])('are written as kubectl writes them: %#', (spec, text) => {
    expect(formatSelector(parseSelector(spec))).toBe(text);
  });

  test('ask only for labels that are there, not for what objects inherit', () => {
    const exists = parseSelector({ matchExpressions: [{ key: 'toString', operator: 'Exists' }] });
    expect(matches(exists, new Map())).toBe(false);
  });
});
