import { describe, expect, test } from 'vitest';
import {
  allPods,
  allPorts,
  anyIp,
  anywhere,
  everyone,
  from,
  ipBlock,
  isExpired,
  namespace,
  type Peer,
  type Port,
  pods,
  sameNamespace,
  tcp,
  to,
  udp,
} from '../../../../lib/constructs';
import { codesOf, javascript, refusalOf } from './refusals';

const web = pods({ app: 'web' });
const metrics = from(namespace('monitoring')).on(tcp(9090));

describe('a rule', () => {
  test('keeps peers and ports in the order of its author', () => {
    const rule = from(web, sameNamespace()).on(udp(53), tcp(80));
    expect(rule.peers).toEqual([web, sameNamespace()]);
    expect(rule.ports).toEqual([
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 80 },
    ]);
  });

  test('reads one list like single arguments', () => {
    const listed = to([web, sameNamespace()]).on([tcp(80), udp(53)]);
    const single = to(web, sameNamespace()).on(tcp(80), udp(53));
    expect([listed.peers, listed.ports]).toEqual([single.peers, single.ports]);
  });

  test('does not change when the list it was made from does', () => {
    const peers = [web];
    const rule = from(peers).on(tcp(80));
    peers.pop();
    expect(rule.peers).toEqual([web]);
  });

  test('from everyone, to anywhere and on all ports has no condition there', () => {
    const [ingress, egress] = [from(everyone()).on(allPorts()), to([anywhere()]).on(udp(53))];
    expect([ingress.peers, ingress.ports, egress.peers]).toEqual(['any', 'all', 'any']);
  });

  test('before .on(...) has nothing but .on', () => {
    expect(Object.keys(from(web))).toEqual(['on']);
  });

  test('remembers the line of from(...) or to(...)', () => {
    const rule = to(web).on(tcp(80));
    expect(rule.typescript?.file).toBe('test/unit/constructs/dsl/rules.test.ts');
    expect(rule.because('x').typescript).toBe(rule.typescript);
  });
});

describe('a list that would widen', () => {
  test.each([
    ['no peer', () => from()],
    ['an empty list of peers', () => to([])],
    ['no port', () => from(web).on()],
    ['an empty list of ports', () => from(web).on([])],
  ])('%s is refused', (_, call) => {
    expect(codesOf(call)).toEqual(['constructs/empty-list']);
  });

  test.each([[undefined], [null], [false], ['web'], [{}], [[web]], [tcp(80)]])(
    '%j is no peer',
    (item) => {
      expect(codesOf(() => from(web, javascript<Peer>(item)))).toEqual(['constructs/not-a-peer']);
    },
  );

  test('a peer that is missing is named by its place', () => {
    expect(refusalOf(() => from([web, javascript(undefined)]))).toContain(
      'peer 2 of 2 of `from` is `undefined`, not a peer',
    );
  });

  test('allPods() as a peer points to sameNamespace()', () => {
    expect(refusalOf(() => from(javascript<Peer>(allPods())))).toContain(
      '=> write sameNamespace()',
    );
  });

  test.each([[undefined], [null], ['http'], [web]])('%j is no port', (item) => {
    expect(codesOf(() => from(web).on(javascript<Port>(item)))).toEqual(['constructs/not-a-port']);
  });

  test('a bare number as a port points to tcp and udp', () => {
    expect(refusalOf(() => from(web).on(javascript<Port>(80)))).toContain(
      '=> write tcp(80) or udp(80)',
    );
  });

  test('everyone() is refused towards, and anywhere() is refused from', () => {
    expect(codesOf(() => to(javascript<Peer>(everyone())))).toEqual(['constructs/not-a-peer']);
    expect(codesOf(() => from(javascript<Peer>(anywhere())))).toEqual(['constructs/not-a-peer']);
  });

  test.each([
    ['everyone()', () => from(javascript<Peer>(everyone()), web)],
    ['anywhere()', () => to(web, javascript<Peer>(anywhere()))],
    ['allPorts()', () => from(web).on(tcp(80), javascript<Port>(allPorts()))],
  ])('%s beside others is refused', (_, call) => {
    expect(codesOf(call)).toEqual(['constructs/stands-alone']);
  });
});

describe('a port name', () => {
  test('is refused towards addresses, which have no pods to look it up on', () => {
    expect(codesOf(() => to(ipBlock('10.0.0.0/8')).on(tcp('https')))).toEqual([
      'constructs/named-port-to-address',
    ]);
  });

  test('is refused also where pods stand beside the addresses', () => {
    expect(codesOf(() => to(web, anyIp()).on(tcp(80), tcp('https')))).toEqual([
      'constructs/named-port-to-address',
    ]);
  });

  test('is fine from addresses: it is looked up on the subject', () => {
    expect(from(ipBlock('10.0.0.0/8')).on(tcp('https')).direction).toBe('ingress');
  });

  test('is fine towards pods and towards anywhere', () => {
    expect([to(web).on(tcp('https')), to(anywhere()).on(tcp('https'))]).toHaveLength(2);
  });
});

describe('a justification', () => {
  test('is kept with the rule, which stays otherwise the same', () => {
    const because = metrics.because('metrics', { owner: 'observability', until: '2027-01-31' });
    expect(because.reason).toEqual({
      reason: 'metrics',
      owner: 'observability',
      until: '2027-01-31',
    });
    expect([because.peers, because.ports]).toEqual([metrics.peers, metrics.ports]);
    expect(metrics.reason).toBeUndefined();
  });

  test('holds on its last day and expires the day after', () => {
    const reason = { reason: 'metrics', until: '2027-01-31' };
    expect([isExpired(reason, '2027-01-31'), isExpired(reason, '2027-02-01')]).toEqual([
      false,
      true,
    ]);
  });

  test('without an end never expires', () => {
    expect(isExpired({ reason: 'metrics' }, '9999-12-31')).toBe(false);
  });

  test.each([[''], ['  '], [undefined], [5]])('%j is no reason', (reason) => {
    expect(codesOf(() => metrics.because(javascript(reason)))).toEqual([
      'constructs/missing-reason',
    ]);
  });

  test.each([['2027-1-31'], ['31.01.2027'], ['2027-02-30'], ['2027-13-01'], ['soon'], [20270131]])(
    '%j is no day',
    (until) => {
      expect(codesOf(() => metrics.because('x', javascript({ until })))).toEqual([
        'constructs/illegal-until',
      ]);
    },
  );

  test.each([[{ until: undefined }], [{ owner: undefined }], [{ owner: '' }], [null]])(
    'the options %j are refused',
    (options) => {
      expect(codesOf(() => metrics.because('x', javascript(options)))).toEqual([
        'constructs/missing-option',
      ]);
    },
  );

  test('with a misspelt option is refused, and the right one named', () => {
    expect(refusalOf(() => metrics.because('x', javascript({ untill: '2027-01-31' })))).toContain(
      'did you mean `until`?',
    );
  });
});
