import { describe, expect, test } from 'vitest';
import { anyIp, from, internet, ipBlock, tcp, to, zone, zones } from '../../../../lib/constructs';
import { NOT_INTERNET } from '../../../../lib/platform';
import { codesOf, javascript, refusalOf } from './refusals';

describe('a block of addresses', () => {
  test('is written canonically', () => {
    expect(ipBlock('2001:DB8:0:0::/32', { except: ['2001:0db8:1::/48'] }).blocks).toEqual([
      { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
    ]);
  });

  test('keeps its exceptions in order', () => {
    const except = ['10.9.0.0/16', '10.1.0.0/16'];
    expect(ipBlock('10.0.0.0/8', { except }).blocks).toEqual([{ cidr: '10.0.0.0/8', except }]);
  });

  test.each([
    [
      '10.0.0.5/8',
      'host-bits',
      'write `10.0.0.0/8` for the block or `10.0.0.5/32` for the one address',
    ],
    [
      '2001:db8::1/32',
      'host-bits',
      'write `2001:db8::/32` for the block or `2001:db8::1/128` for the one address',
    ],
    ['010.0.0.0/8', 'leading-zeros', 'write `10.0.0.0/8` or `8.0.0.0/8`'],
    ['10.0.0.0/08', 'leading-zeros', 'write `10.0.0.0/8`'],
    ['::ffff:10.0.0.0/104', 'ipv4-mapped', 'write `10.0.0.0/8`'],
  ])('%s is refused, and what was meant is named', (cidr, code, help) => {
    expect(codesOf(() => ipBlock(cidr))).toEqual([`constructs/cidr-${code}`]);
    expect(refusalOf(() => ipBlock(cidr))).toMatch(new RegExp(`=> ${help}$`));
  });

  test.each(['10.0.0.1', '2001:db8::1'])(
    '%s is refused, and the single-address block is named',
    (ip) => {
      const bits = ip.includes(':') ? 128 : 32;
      expect(refusalOf(() => ipBlock(ip))).toContain(`=> write \`${ip}/${bits}\``);
    },
  );

  test.each([
    '',
    'example.com',
    '10.0.0.0/33',
    '10.0.0/8',
    'fe80::%eth0/64',
    '10.0.0.0/-1',
    ' 10.0.0.0/8',
  ])('%j is no block', (cidr) => {
    expect(codesOf(() => ipBlock(cidr))).toEqual(['constructs/not-a-cidr']);
  });

  test.each([[undefined], [null], [10], [['10.0.0.0/8']]])('%j is no block', (cidr) => {
    expect(codesOf(() => ipBlock(javascript(cidr)))).toEqual(['constructs/not-a-cidr']);
  });
});

describe('except', () => {
  test.each([
    ['outside its block', '11.0.0.0/8', 'is not inside'],
    ['wider than its block', '0.0.0.0/0', 'is not inside'],
    ['equal to its block', '10.0.0.0/8', 'leaves nothing of'],
    ['of the other family', '2001:db8::/32', 'is of another IP family than'],
  ])('%s is refused', (_, except, reason) => {
    const call = () => ipBlock('10.0.0.0/8', { except: [except] });
    expect(codesOf(call)).toEqual(['constructs/except-outside-block']);
    expect(refusalOf(call)).toContain(reason);
  });

  test.each([[[]], [undefined], [null], ['10.1.0.0/16'], [['10.1.0.0/16', undefined]]])(
    'a list that is %j is refused',
    (except) => {
      expect(codesOf(() => ipBlock('10.0.0.0/8', javascript({ except })))).toHaveLength(1);
    },
  );

  test('a misspelt option is refused, and the right one named', () => {
    const call = () => ipBlock('10.0.0.0/8', javascript({ exept: ['10.1.0.0/16'] }));
    expect(refusalOf(call)).toBe(
      '`ipBlock` has no option `exept`, did you mean `except`? => use except',
    );
  });

  test('a zone can be left out', () => {
    const corp = zone('corp', ['10.20.0.0/16']);
    expect(ipBlock('10.0.0.0/8', { except: [corp] }).blocks).toEqual([
      { cidr: '10.0.0.0/8', except: ['10.20.0.0/16'] },
    ]);
  });

  test('addresses with exceptions of their own cannot be left out', () => {
    const call = () => anyIp({ except: [ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] })] });
    expect(codesOf(call)).toEqual(['constructs/not-a-cidr']);
  });
});

describe('any IP', () => {
  test('is both families', () => {
    expect(anyIp().blocks).toEqual([{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }]);
  });

  test('gives each exception to its family', () => {
    expect(anyIp({ except: ['fd00::/8', '10.0.0.0/8'] }).blocks).toEqual([
      { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
      { cidr: '::/0', except: ['fd00::/8'] },
    ]);
  });

  test('cannot leave out a whole family', () => {
    expect(codesOf(() => anyIp({ except: ['::/0'] }))).toEqual(['constructs/except-outside-block']);
  });
});

describe('the internet', () => {
  test('is both families without what is not internet', () => {
    const [ipv4, ipv6] = internet().blocks;
    expect([ipv4?.cidr, ipv6?.cidr]).toEqual(['0.0.0.0/0', '::/0']);
    expect([...(ipv4?.except ?? []), ...(ipv6?.except ?? [])].sort()).toEqual(
      [...NOT_INTERNET].sort(),
    );
  });

  test('leaves out a declared zone, in ascending order', () => {
    const except = internet({ except: [zone('corp', ['203.0.113.0/24'])] }).blocks[0]?.except;
    expect(except?.slice(-2)).toEqual(['203.0.113.0/24', '224.0.0.0/4']);
  });

  test('does not repeat what is left out already', () => {
    expect(internet({ except: ['10.20.0.0/16', '10.0.0.0/8'] }).blocks).toEqual(internet().blocks);
  });
});

describe('zones', () => {
  test('a zone is its blocks', () => {
    expect(zone('corp', ['10.20.0.0/16', 'fd20::/16']).blocks).toEqual([
      { cidr: '10.20.0.0/16' },
      { cidr: 'fd20::/16' },
    ]);
  });

  test('declared together, they are named by a function', () => {
    const named = zones({ corp: ['10.20.0.0/16'] });
    expect(named('corp')).toEqual(zone('corp', ['10.20.0.0/16']));
  });

  test('a misspelt zone is refused, and the right one named', () => {
    const named = zones({ corp: ['10.20.0.0/16'] });
    expect(refusalOf(() => named(javascript('crop')))).toContain('did you mean `corp`?');
  });

  test.each([[undefined], [[]], [['10.20.0.1/16']]])('a zone that is %j is refused', (cidrs) => {
    expect(codesOf(() => zone('corp', javascript(cidrs)))).toHaveLength(1);
  });

  test('a zone without a name is refused', () => {
    expect(codesOf(() => zone('', ['10.0.0.0/8']))).toEqual(['constructs/unknown-zone']);
  });
});

describe('an except that another peer of the list opens again', () => {
  test('is refused, naming the addresses', () => {
    const call = () => to(anyIp({ except: ['10.0.0.0/8'] }), ipBlock('10.1.0.0/16'));
    expect(codesOf(call)).toEqual(['constructs/except-reopened']);
    expect(refusalOf(call)).toMatchInlineSnapshot(
      "\"`except` `10.0.0.0/8` of anyIp() is opened again by ipBlock('10.1.0.0/16'): `10.1.0.0/16` => drop ipBlock('10.1.0.0/16'), or take its addresses out of the `except`: `10.0.0.0/16, 10.2.0.0/15, 10.4.0.0/14, 10.8.0.0/13, 10.16.0.0/12, 10.32.0.0/11, 10.64.0.0/10, 10.128.0.0/9`\"",
    );
  });

  test('is refused for ingress and for a wider sibling too', () => {
    const call = () => from(ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] }), anyIp());
    expect(refusalOf(call)).toContain('=> leave `10.1.0.0/16` out of anyIp() too');
  });

  test('is refused for two halves of everything', () => {
    const call = () => to(anyIp({ except: ['10.0.0.0/8'] }), ipBlock('0.0.0.0/1'));
    expect(codesOf(call)).toEqual(['constructs/except-reopened']);
  });

  test('is fine where every sibling leaves it out as well', () => {
    const except = ['10.1.0.0/16'];
    const rule = to(anyIp({ except }), ipBlock('10.0.0.0/8', { except })).on(tcp(443));
    expect(rule.peers).toHaveLength(2);
  });

  test('is no matter for what internet() leaves out by itself', () => {
    expect(to(internet(), ipBlock('10.0.0.0/8')).on(tcp(443)).peers).toHaveLength(2);
  });

  test('is refused for what an author leaves out of internet()', () => {
    const corp = zone('corp', ['10.20.0.0/16']);
    const call = () => to(internet({ except: [corp] }), ipBlock('10.0.0.0/8'));
    expect(codesOf(call)).toEqual(['constructs/except-reopened']);
  });
});
