import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  addresses,
  allPods,
  anyIp,
  apiServer,
  from,
  ipBlock,
  NetworkPolicy,
  type NetworkPolicyProps,
  namespace,
  noneOf,
  oneOf,
  type Port,
  pods,
  sameNamespace,
  tcp,
  to,
  vocabulary,
  zone,
} from '../../../../lib/constructs';
import { policySpec } from '../../../../lib/constructs/dsl/policy-spec';
import { ruleOf } from '../../../../lib/constructs/dsl/rule';
import { InternalError } from '../../../../lib/kernel';
import { codesOf, javascript, refusalOf, refusalsOf } from './refusals';

const web = pods({ app: 'web' });
const db = pods({ app: 'db' });

/** A list whose items are all holes: `map`, `some` and `flatMap` see none of them. */
const holes = () => javascript<never[]>(new Array(2));

function policy(props: unknown): () => NetworkPolicy {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  return () => new NetworkPolicy(chart, 'db', javascript<NetworkPolicyProps>(props));
}

describe('a hole in a list', () => {
  test.each([
    ['of peers', () => from(holes()), 'constructs/not-a-peer'],
    ['of ports', () => from(web).on(holes()), 'constructs/not-a-port'],
    ['of exceptions', () => ipBlock('10.0.0.0/8', { except: holes() }), 'constructs/not-a-cidr'],
    ['of exceptions of all', () => anyIp({ except: holes() }), 'constructs/not-a-cidr'],
    ['of addresses', () => apiServer({ cidrs: holes() }), 'constructs/not-a-cidr'],
    ['of a zone', () => zone('corp', holes()), 'constructs/not-a-cidr'],
    ['of values', () => oneOf(holes()), 'constructs/missing-label-value'],
    ['of values not to have', () => noneOf(holes()), 'constructs/missing-label-value'],
    ['of a vocabulary', () => vocabulary({ app: holes() }), 'constructs/illegal-label'],
  ])('%s is refused', (_, call, code) => {
    expect(new Set(codesOf(call))).toEqual(new Set([code]));
  });

  test('is refused where an item was deleted', () => {
    const peers = [web, db];
    delete peers[0];
    expect(refusalOf(() => from(peers).on(tcp(80)))).toContain(
      'peer 1 of 2 of `from` is `undefined`',
    );
  });
});

describe('a value that lost its conditions', () => {
  const fromWeb = from(web).on(tcp(80));
  const lost = (rule: object) => ({ select: web, ingress: [{ ...fromWeb, ...rule }] });

  test.each([
    [{ ports: [] }],
    [{ ports: undefined }],
    [{ ports: new Array(1) }],
    [{ ports: [{}] }],
    [{ ports: [{ protocol: 'TCP', port: undefined }] }],
    [{ ports: [{ protocol: 'TCP', prot: 80 }] }],
    [{ ports: [{ port: 80 }] }],
    [{ peers: [] }],
    [{ peers: undefined }],
    [{ peers: new Array(1) }],
    [{ peers: [{ kind: 'pods', selector: {} }] }],
  ])('is refused as a rule: %j', (rule) => {
    expect(codesOf(policy(lost(rule)))).toEqual(['constructs/not-a-rule']);
  });

  test('is named, at the line of its author', () => {
    const [refused] = refusalsOf(policy(lost({ ports: [] })));
    expect([refused?.message, refused?.source?.file]).toEqual([
      'rule of `ingress` lost its ports',
      'test/unit/constructs/dsl/forged.test.ts',
    ]);
  });

  test.each([
    [{ kind: 'pods' }],
    [{ kind: 'pods', selector: {} }],
    [{ kind: 'pods', selector: { matchLabels: {} } }],
    [{ kind: 'pods', selector: { matchLabels: { app: undefined } } }],
    [{ kind: 'pods', selector: { matchExpressions: [] } }],
    [{ kind: 'pods', selector: { matchExpressions: [{ key: 'app', operator: 'In' }] } }],
    [{ kind: 'pods', selector: { labels: { app: 'web' } } }],
    [{ ...web, namespaceName: undefined }],
  ])('is refused as a subject and as a peer: %j', (found) => {
    expect(codesOf(policy({ select: found, ingress: [] }))).toEqual(['constructs/not-a-subject']);
    expect(codesOf(() => from(javascript<typeof web>(found)))).toEqual(['constructs/not-a-peer']);
  });

  test.each([
    [{ kind: 'pods-in', selector: {}, place: namespace('shop') }],
    [{ kind: 'pods-in', selector: web.selector, place: { kind: 'namespaces', selector: {} } }],
    [{ kind: 'pods-in', selector: web.selector }],
    [{ kind: 'namespace' }],
    [{ kind: 'namespaces', selector: {} }],
    [{ kind: 'addresses', label: 'corp', blocks: [], excluded: [] }],
    [{ kind: 'addresses', label: 'corp', blocks: [{}], excluded: [] }],
    [{ ...addresses('corp', []) }],
    [{ kind: 'addresses', label: 'c', blocks: [{ cidr: '::/0', except: [] }], excluded: [] }],
  ])('is refused as a peer: %j', (found) => {
    expect(refusalOf(() => to(javascript<typeof web>(found)))).toContain('lost its conditions');
  });

  test.each([[{}], [{ protocol: 'TCP', port: undefined }], [{ protocol: 'ICMP' }], [undefined]])(
    'is refused as a port: %j',
    (spec) => {
      expect(codesOf(() => from(web).on(javascript<Port>({ kind: 'port', spec })))).toEqual([
        'constructs/not-a-port',
      ]);
    },
  );

  test('is refused as an exception, a namespace and a label test', () => {
    const none = javascript<string>(addresses('corp', []));
    const everywhere = javascript<{ namespaceName: string }>({ kind: 'namespaces', selector: {} });
    const test = { ...oneOf('web'), values: [] };
    expect([
      ...codesOf(() => anyIp({ except: [none] })),
      ...codesOf(() => web.in(everywhere)),
      ...codesOf(() => pods({ app: test })),
    ]).toEqual([
      'constructs/not-a-cidr',
      'constructs/not-a-namespace',
      'constructs/missing-label-value',
    ]);
  });
});

test.each([
  [{ peers: [], ports: 'all' as const }],
  [{ peers: 'any' as const, ports: [] }],
  [{ peers: 'any' as const, ports: [{}] }],
  [{ peers: [addresses('corp', [])], ports: 'all' as const }],
])('no condition that is empty reaches a manifest: %j', (parts) => {
  const rule = ruleOf({ direction: 'ingress', ...parts });
  const spec = () => policySpec({ select: allPods(), ingress: [rule] }, 'shop');
  expect(spec).toThrow(InternalError);
});

test('a rule that was spread and says all it said is a rule', () => {
  const copy = { ...from(sameNamespace()).on(tcp(80), tcp('http'), tcp.range(1, 2), tcp.all()) };
  expect(policy({ select: web, ingress: [copy] })).not.toThrow();
});
