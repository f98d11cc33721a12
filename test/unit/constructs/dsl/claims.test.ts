import { describe, expect, test } from 'vitest';
import {
  allNamespaces,
  allPods,
  allPorts,
  anyIp,
  anyPod,
  anywhere,
  type Client,
  closed,
  cloudMetadata,
  DefaultDenyNamespace,
  type Destination,
  every,
  everyone,
  from,
  type IntentClaim,
  type IntentEnd,
  internet,
  ipBlock,
  namespace,
  namespaces,
  no,
  nothing,
  nothingElse,
  only,
  type Port,
  pods,
  sameNamespace,
  service,
  tcp,
  to,
  udp,
  workload,
} from '../../../../lib/constructs';
import { claimAt, type Standpoint } from '../../../../lib/constructs/dsl/claim-at';
import { DIRECTIONS, EVERYTHING, type IntentEndpoint, parseSelector } from '../../../../lib/kernel';
import { newChart } from '../charts';
import { javascript, refusalOf } from './refusals';

const here: Standpoint = { namespace: () => 'shop', zones: ['10.20.0.0/16'] };
const inShop = (claim: IntentClaim) => claimAt(claim, here);
const podsIn = (name: string, labels = {}): IntentEndpoint => ({
  kind: 'pods',
  namespaces: { kind: 'named', name },
  pods: parseSelector({ matchLabels: labels }),
});

const api = pods({ app: 'api' });
const db = pods({ app: 'db' });
const apiPods = podsIn('shop', { app: 'api' });
const dbPods = podsIn('shop', { app: 'db' });
const postgres = [{ protocol: 'TCP', port: 5432 }];
const toDb = { from: [apiPods], to: [dbPods], ports: postgres };

describe('a claim as data', () => {
  test('every(...).reaches(...) is about one flow', () => {
    expect(inShop(every(api).reaches(db, tcp(5432)))).toEqual({ kind: 'reaches', flows: [toDb] });
  });

  test('every(...).reachesOnly(...) has a flow for each destination', () => {
    const claim = every(api).reachesOnly(to(db).on(tcp(5432)), {
      to: service('auth/sso'),
      on: [tcp(443)],
    });
    expect(inShop(claim)).toEqual({
      kind: 'reaches-only',
      from: [apiPods],
      flows: [
        toDb,
        {
          from: [apiPods],
          to: [{ kind: 'service', namespace: 'auth', name: 'sso' }],
          ports: [{ protocol: 'TCP', port: 443 }],
        },
      ],
    });
  });

  test('every(...).reachesNothing() has no flow', () => {
    expect(inShop(every(api).reachesNothing())).toEqual({
      kind: 'reaches-only',
      from: [apiPods],
      flows: [],
    });
  });

  test('every(...).resolvesNames() names the pods', () => {
    expect(inShop(every(allPods()).resolvesNames())).toEqual({
      kind: 'resolves-names',
      from: [podsIn('shop')],
    });
  });

  test('no(...).reaches(...) without ports is about every port', () => {
    expect(inShop(no(anyPod()).reaches(cloudMetadata()))).toEqual({
      kind: 'never-reaches',
      flows: [{ from: [{ kind: 'any-pod' }], to: [{ kind: 'cloud-metadata' }] }],
    });
  });

  test('no(...).reaches(...) may be about some ports', () => {
    expect(inShop(no(api).reaches(db, [tcp(5432)]))).toEqual({
      kind: 'never-reaches',
      flows: [toDb],
    });
  });

  test('only(...).reaches(...) rules over the destination', () => {
    expect(inShop(only(api).reaches(db, tcp(5432)))).toEqual({
      kind: 'reached-only-by',
      to: [dbPods],
      flows: [toDb],
    });
  });

  test('only(...) with ports for each client has a flow for each', () => {
    const claim = only(
      { from: api, on: tcp(5432) },
      from(namespace('monitoring')).on(tcp(9187)),
    ).reach(db);
    expect(inShop(claim)).toEqual({
      kind: 'reached-only-by',
      to: [dbPods],
      flows: [
        toDb,
        {
          from: [podsIn('monitoring')],
          to: [dbPods],
          ports: [{ protocol: 'TCP', port: 9187 }],
        },
      ],
    });
  });

  test('nothing().reaches(...) has no flow', () => {
    expect(inShop(nothing().reaches(db))).toEqual({
      kind: 'reached-only-by',
      to: [dbPods],
      flows: [],
    });
  });

  test.each([
    ['closed(...)', closed(db), DIRECTIONS],
    ['nothingElse().reaches(...)', nothingElse().reaches(db), ['ingress']],
    ['nothingElse().leaves(...)', nothingElse().leaves(db), ['egress']],
  ] as const)('%s closes its directions', (_, claim, directions) => {
    expect(inShop(claim)).toEqual({ kind: 'closed', pods: [dbPods], directions });
  });

  test('allPorts() says every port out loud', () => {
    const { flows } = every(api).reaches(db, allPorts());
    expect(flows).toEqual([{ from: [api], to: [db], ports: 'all' }]);
  });

  test('never changes', () => {
    const claim = every(api).reaches(db, tcp(5432));
    expect([claim, claim.flows, claim.flows[0]].every(Object.isFrozen)).toBe(true);
  });
});

describe('the end that a value of the DSL means in an intent', () => {
  const home = new DefaultDenyNamespace(newChart(), 'data');
  const cases: readonly (readonly [string, IntentEnd, IntentEndpoint])[] = [
    ['pods(...)', api, apiPods],
    ['pods(...).in(...)', api.in(namespace('data')), podsIn('data', { app: 'api' })],
    ['allPods()', allPods(), podsIn('shop')],
    ['sameNamespace()', sameNamespace(), podsIn('shop')],
    ['namespace(...)', namespace('data'), podsIn('data')],
    ['a namespace construct', home, podsIn('data')],
    [
      'namespaces(...)',
      namespaces({ team: 'a' }),
      {
        kind: 'pods',
        namespaces: { kind: 'selected', selector: parseSelector({ matchLabels: { team: 'a' } }) },
        pods: EVERYTHING,
      },
    ],
    ['allNamespaces()', allNamespaces(), { kind: 'any-pod' }],
    ['anyPod()', anyPod(), { kind: 'any-pod' }],
    ['workload(...)', workload('shop/api'), { kind: 'workload', namespace: 'shop', name: 'api' }],
    [
      'workload(...) of a kind',
      workload('shop/Job/api'),
      { kind: 'workload', namespace: 'shop', name: 'api', workloadKind: 'Job' },
    ],
    ['service(...)', service('shop/db'), { kind: 'service', namespace: 'shop', name: 'db' }],
    [
      'ipBlock(...)',
      ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] }),
      { kind: 'addresses', cidrs: ['10.0.0.0/8'], except: ['10.1.0.0/16'] },
    ],
    ['anyIp()', anyIp(), { kind: 'addresses', cidrs: ['0.0.0.0/0', '::/0'], except: [] }],
    ['internet()', internet(), { kind: 'internet' }],
    ['everyone()', everyone(), { kind: 'anywhere' }],
    ['anywhere()', anywhere(), { kind: 'anywhere' }],
  ];

  test.each(cases)('%s', (_, end, expected) => {
    expect(inShop(nothing().reaches(end))).toMatchObject({ to: [expected] });
  });

  test('internet() with exceptions leaves out the zones of the profile too', () => {
    const claim = inShop(nothing().reaches(internet({ except: ['203.0.113.0/24'] })));
    expect(claim).toMatchObject({
      to: [
        {
          kind: 'addresses',
          cidrs: ['0.0.0.0/0', '::/0'],
          except: expect.arrayContaining(['10.0.0.0/8', '10.20.0.0/16', '203.0.113.0/24']),
        },
      ],
    });
  });

  test('a namespace construct is not frozen with the claim', () => {
    closed(home);
    expect(Object.isFrozen(home)).toBe(false);
  });

  test('an end that names its namespace needs no other', () => {
    const nowhere: Standpoint = {
      namespace: () => {
        throw new RangeError('asked for');
      },
      zones: [],
    };
    const claim = only(workload('a/b'), api.in(namespace('c'))).reaches(anyPod(), tcp(80));
    expect(() => claimAt(claim, nowhere)).not.toThrow();
  });
});

describe('a claim is refused', () => {
  test.each([
    ['for nobody', () => every(), '`every` names nobody => '],
    ['for an empty list', () => no([]), '`no` names nobody => '],
    [
      'for an end that is not defined',
      () => no(api, javascript<IntentEnd>(undefined)),
      'end 2 of 2 of `no` is `undefined`, not an end',
    ],
    [
      'for a name in place of an end',
      () => closed(javascript<IntentEnd>('shop/api')),
      "is `'shop/api'`, not an end, did you mean workload('shop/api')?",
    ],
    [
      'for a misspelt word in place of an end',
      () => no(javascript<IntentEnd>('any-pod')),
      'did you mean anyPod()?',
    ],
    ['without an end to reach', () => nothing().reaches(), '`reaches` names nobody'],
    [
      'without ports',
      () => every(api).reaches(db, ...javascript<[Port]>([])),
      '`reaches` says no ports => add the ports',
    ],
    [
      'for an empty list of ports, though no port at all would do',
      () => no(api).reaches(db, []),
      '`reaches` says no ports',
    ],
    [
      'for a number in place of a port',
      () => only(api).reaches(db, javascript<Port>(5432)),
      'port of `reaches` is `5432`, not a port => write tcp(5432) or udp(5432)',
    ],
    [
      'for a port name towards addresses',
      () => every(api).reaches(internet(), tcp('https')),
      "port `'https'` is a name, and addresses have no pods to look it up on",
    ],
    [
      'for a port name towards cloud metadata',
      () => no(api).reaches(cloudMetadata(), tcp('http')),
      'addresses have no pods to look it up on',
    ],
    [
      'between addresses, which no policy decides',
      () => no(internet()).reaches(cloudMetadata()),
      '`reaches` leads from addresses to addresses => name pods at one end',
    ],
    ['about closed addresses', () => closed(internet()), '`closed` got internet(), which is not'],
    [
      'about addresses that resolve names',
      () => every(cloudMetadata()).resolvesNames(),
      '`resolvesNames` got cloudMetadata(), which is not only pods',
    ],
    [
      'for a rule of the wrong direction',
      () => every(api).reachesOnly(javascript<Destination>(from(db).on(tcp(1)))),
      'got `an object` where ends with their ports belong => write to(...).on(...), or { to: ..., on: [...] }',
    ],
    [
      'for a rule without its ports',
      () => every(api).reachesOnly(javascript<Destination>(to(db))),
      'got `an object` where ends with their ports belong',
    ],
    [
      'for a client without ports',
      () => only({ from: api, on: tcp(1) }, javascript<Client>({ from: api })),
      '`only` says no ports',
    ],
    [
      'for a client with an option that does not exist',
      () => only(javascript<Client>({ from: api, on: tcp(1), form: api })),
      '`only` has no option `form`, did you mean `from`?',
    ],
    [
      'for a client that is an end beside clients',
      () => only(javascript<Client>(api), { from: api, on: udp(53) }),
      'where ends with their ports belong => write from(...).on(...)',
    ],
    [
      'for a name that no workload can have',
      () => workload(javascript('shop')),
      "`workload` got `'shop'`, which is no name of a workload => write 'namespace/name'",
    ],
    [
      'for a Service with a kind',
      () => service('shop/Service/db'),
      'which is no name of a service',
    ],
  ])('%s', (_, call, expected) => {
    const [message = '', help = ''] = expected.split(' => ');
    const refusal = refusalOf(call);
    expect(refusal).toContain(message);
    expect(refusal.split(' => ')[1]).toContain(help);
  });
});
