import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import {
  allPods,
  anyIp,
  CONSTRUCT_CODES,
  type ConstructCode,
  closed,
  diagnosticOf,
  every,
  everyone,
  from,
  Intent,
  type IntentClaim,
  type IntentEnd,
  ipBlock,
  markNamespace,
  NetworkPolicy,
  type NetworkPolicyProps,
  namespace,
  no,
  oneOf,
  only,
  type Peer,
  type Port,
  pods,
  sameNamespace,
  tcp,
  to,
  vocabulary,
  workload,
  zones,
} from '../../../../lib/constructs';
import { formatDiagnostic } from '../../../../lib/kernel';
import { javascript, refusalsOf } from './refusals';

const web = pods({ app: 'web' });
const fromWeb = from(web).on(tcp(80));
const chart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const policy = (props: unknown, scope: Construct = chart(), id = 'db') =>
  new NetworkPolicy(scope, id, javascript<NetworkPolicyProps>(props));
const intent = (name: string, claim: IntentClaim) => new Intent(chart(), name, claim);
const nothing = { select: allPods(), ingress: [] };

function twice(): void {
  const scope = chart();
  policy(nothing, scope);
  policy({ ...nothing, name: 'db' }, scope, 'again');
}

function contradicting(): void {
  const shop = new Construct(chart(), 'shop');
  markNamespace(shop, 'shop', { isolated: [] });
  policy({ ...nothing, namespace: 'other' }, shop);
}

/** A mistake for every code that a call can be refused with. */
const MISTAKES: { readonly [code in ConstructCode]?: () => unknown } = {
  'constructs/missing-labels': () => pods(javascript<{ a: string }>(undefined)),
  'constructs/empty-selector': () => pods(javascript<{ a: string }>({})),
  'constructs/missing-label-value': () => pods(javascript<{ a: string }>({ app: undefined })),
  'constructs/empty-label-value': () => pods({ app: '' }),
  'constructs/illegal-label': () => pods({ app: 'my web' }),
  'constructs/empty-list': () => oneOf(),
  'constructs/not-a-peer': () => from(web, javascript<Peer>(undefined)),
  'constructs/not-a-port': () => from(web).on(javascript<Port>(80)),
  'constructs/not-a-rule': () => policy({ select: allPods(), ingress: [undefined] }),
  'constructs/not-a-subject': () => policy({ select: web.in(namespace('x')), ingress: [] }),
  'constructs/not-a-namespace': () => web.in(javascript('shop')),
  'constructs/illegal-namespace-name': () => namespace('My_Shop'),
  'constructs/stands-alone': () => from(javascript<Peer>(everyone()), sameNamespace()),
  'constructs/rule-without-ports': () => policy({ select: allPods(), ingress: [from(web)] }),
  'constructs/not-a-cidr': () => ipBlock('10.0.0.1'),
  'constructs/cidr-host-bits': () => ipBlock('10.0.0.5/8'),
  'constructs/cidr-leading-zeros': () => ipBlock('010.0.0.0/8'),
  'constructs/cidr-ipv4-mapped': () => ipBlock('::ffff:10.0.0.0/104'),
  'constructs/except-outside-block': () => ipBlock('10.0.0.0/8', { except: ['11.0.0.0/16'] }),
  'constructs/except-reopened': () => to(anyIp({ except: ['10.0.0.0/8'] }), ipBlock('10.1.0.0/16')),
  'constructs/unknown-zone': () => zones({ corp: ['10.20.0.0/16'] })(javascript('crop')),
  'constructs/illegal-port': () => tcp(0),
  'constructs/quoted-port': () => tcp(javascript<number>('8080')),
  'constructs/port-range-reversed': () => tcp.range(90, 80),
  'constructs/named-port-to-address': () => to(ipBlock('10.0.0.0/8')).on(tcp('https')),
  'constructs/missing-reason': () => fromWeb.because(''),
  'constructs/illegal-until': () => fromWeb.because('metrics', { until: '31.01.2027' }),
  'constructs/unknown-option': () => fromWeb.because('metrics', javascript({ untill: 'x' })),
  'constructs/missing-option': () => fromWeb.because('metrics', javascript({ until: undefined })),
  'constructs/unknown-label': () =>
    vocabulary({ tier: ['web', 'api'] }).pods(javascript({ tier: 'wbe' })),
  'constructs/no-direction': () => policy({ select: allPods() }),
  'constructs/no-namespace': () => policy(nothing, new Chart(new App(), 'shop')),
  'constructs/contradicting-namespace': contradicting,
  'constructs/illegal-policy-name': () => policy(nothing, chart(), 'My_Policy'),
  'constructs/duplicate-policy': twice,
  'constructs/not-an-end': () => no(javascript<IntentEnd>('shop/api')),
  'constructs/illegal-object-name': () => workload(javascript('api')),
  'constructs/claim-without-ports': () => only(web).reaches(web, ...javascript<[Port]>([])),
  'constructs/not-a-claim': () => intent('x', javascript<IntentClaim>(every(web))),
  'constructs/illegal-intent-name': () => intent(' ', closed(web)),
  'constructs/short-reason': () =>
    new Intent(chart(), 'x', closed(web), { acknowledge: { reason: 'legacy' } }),
};

/** Said at synth, or only if this package were wrong: no call provokes them. */
const NOT_BY_A_CALL: readonly string[] = ['constructs/expired-reason', 'constructs/invalid-policy'];

describe('every refusal of the DSL', () => {
  test('has a mistake that provokes it', () => {
    expect([...Object.keys(MISTAKES), ...NOT_BY_A_CALL].sort()).toEqual(
      Object.keys(CONSTRUCT_CODES).sort(),
    );
  });

  test.each(Object.entries(MISTAKES))(
    '%s is provoked, with the line of the author',
    (code, call) => {
      const [refused] = refusalsOf(call);
      expect([refused?.code, refused?.source?.file]).toEqual([
        code,
        'test/unit/constructs/dsl/codes.test.ts',
      ]);
    },
  );

  test('reads as its author needs it', async () => {
    const texts = Object.values(MISTAKES).flatMap((call) =>
      refusalsOf(call).map(({ source, ...rest }) => formatDiagnostic(rest)),
    );
    await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot('__snapshots__/refusals.txt');
  });

  test.each(Object.keys(CONSTRUCT_CODES))('%s says what to do, beginning with a verb', (code) => {
    const { help } = diagnosticOf({ code: javascript(code), message: '' }, undefined);
    expect(help).toMatch(
      /^(write|give|use|list|keep|add|declare|remove|leave|correct|name) .*[^.]$/,
    );
  });
});
