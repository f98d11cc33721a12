import { describe, expect, test } from 'vitest';
import { sctp, tcp, udp } from '../../../../lib/constructs';
import { codesOf, javascript, refusalOf } from './refusals';

describe('ports', () => {
  test('each says its protocol', () => {
    expect([tcp(80), udp(53), sctp(7777)].map(({ spec }) => spec)).toEqual([
      { protocol: 'TCP', port: 80 },
      { protocol: 'UDP', port: 53 },
      { protocol: 'SCTP', port: 7777 },
    ]);
  });

  test('a text is the name of a container port', () => {
    expect(tcp('http-metrics').spec).toEqual({ protocol: 'TCP', port: 'http-metrics' });
  });

  test('a range includes both ends, and may be one port', () => {
    expect([tcp.range(8000, 8100).spec, tcp.range(80, 80).spec]).toEqual([
      { protocol: 'TCP', port: 8000, endPort: 8100 },
      { protocol: 'TCP', port: 80, endPort: 80 },
    ]);
  });

  test('all ports of a protocol are the protocol without a port', () => {
    expect(udp.all().spec).toEqual({ protocol: 'UDP' });
  });

  test.each([1, 65_535])('%d is a port', (port) => {
    expect(tcp(port).spec.port).toBe(port);
  });

  test.each([0, -1, 65_536, 80.5, Number.NaN, Number.POSITIVE_INFINITY])(
    '%d is no port',
    (port) => {
      expect(codesOf(() => tcp(port))).toEqual(['constructs/illegal-port']);
    },
  );

  test.each([undefined, null, true, [80], { port: 80 }])('%j is no port', (port) => {
    expect(codesOf(() => tcp(javascript<number>(port)))).toEqual(['constructs/illegal-port']);
  });

  test.each(['', 'HTTP', 'web_api', 'a--b', '-a', 'a-', 'a'.repeat(16)])(
    '%j is no port name',
    (name) => {
      expect(codesOf(() => tcp(name))).toContain('constructs/illegal-port');
    },
  );

  test('a number in quotes is refused, with the number to write', () => {
    const port: string = '8080';
    expect(refusalOf(() => tcp(port))).toBe(
      "`tcp('8080')` is a port number in quotes => write tcp(8080)",
    );
  });

  test('a range that ends before it starts is refused, turned around', () => {
    expect(refusalOf(() => tcp.range(90, 80))).toContain('=> write tcp.range(80, 90)');
  });

  test.each([
    [0, 80],
    [80, 65_536],
    ['80', 90],
    [80, undefined],
    ['http', 'https'],
  ])('the range %j to %j is refused', (first, last) => {
    expect(codesOf(() => udp.range(javascript(first), javascript(last)))).toContain(
      'constructs/illegal-port',
    );
  });
});
