import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import {
  allPods,
  endpointsOf,
  from,
  type IngressRule,
  MANAGED_BY,
  markNamespace,
  NetworkPolicy,
  type NetworkPolicyProps,
  namespace,
  pods,
  provenanceOf,
  sameNamespace,
  state,
  statementsOf,
  TODAY_CONTEXT,
  tcp,
  to,
} from '../../../lib/constructs';
import { codesOf, javascript, refusalOf, refusalsOf } from './dsl/refusals';

const FILE = 'test/unit/constructs/network-policy.test.ts';
const web = pods({ app: 'web' });
const fromWeb = from(web).on(tcp(80));

function chartIn(namespaceName: string, today?: string): Chart {
  const app = new App();
  if (today !== undefined) app.node.setContext(TODAY_CONTEXT, today);
  return new Chart(app, 'shop', { namespace: namespaceName });
}

function policyWith(props: unknown): () => NetworkPolicy {
  return () => new NetworkPolicy(chartIn('shop'), 'db', javascript<NetworkPolicyProps>(props));
}

describe('the metadata of a policy', () => {
  test('is its id, its namespace and the label of this package', () => {
    const chart = chartIn('shop');
    new NetworkPolicy(chart, 'deny-all', { select: allPods(), ingress: [] });
    expect(chart.toJson()[0].metadata).toEqual({
      name: 'deny-all',
      namespace: 'shop',
      labels: MANAGED_BY,
    });
  });

  test('takes `name` before the id', () => {
    const props = { name: 'other', select: allPods(), ingress: [] };
    expect(new NetworkPolicy(chartIn('shop'), 'db', props).policyName).toBe('other');
  });

  test('keeps the labels of the chart', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop', labels: { team: 'alice' } });
    new NetworkPolicy(chart, 'db', { select: allPods(), ingress: [] });
    expect(chart.toJson()[0].metadata.labels).toEqual({ ...MANAGED_BY, team: 'alice' });
  });

  test.each(['Deny', 'deny_all', 'a'.repeat(254), 'dény'])('an id %j is refused', (id) => {
    const call = () => new NetworkPolicy(chartIn('shop'), id, { select: allPods(), ingress: [] });
    expect(codesOf(call)).toContain('constructs/illegal-policy-name');
  });

  test('a name that is taken in its chart and namespace is refused', () => {
    const chart = chartIn('shop');
    const props = { select: allPods(), ingress: [] };
    new NetworkPolicy(chart, 'db', props);
    expect(refusalOf(() => new NetworkPolicy(chart, 'again', { ...props, name: 'db' }))).toContain(
      '`shop/again` and `shop/db` are both NetworkPolicy `shop/db`',
    );
  });

  test('a name may be taken in another namespace, and in another chart', () => {
    const app = new App();
    const props = { select: allPods(), ingress: [], name: 'db' };
    for (const id of ['dev', 'prod']) {
      const chart = new Chart(app, id);
      new NetworkPolicy(chart, 'one', { ...props, namespace: 'one' });
      new NetworkPolicy(chart, 'two', { ...props, namespace: 'two' });
    }
    expect(app.charts.flatMap((chart) => chart.toJson())).toHaveLength(4);
  });

  test('its ApiObject is found as with any construct of cdk8s', () => {
    const policy = new NetworkPolicy(chartIn('shop'), 'db', { select: allPods(), ingress: [] });
    expect(ApiObject.of(policy).kind).toBe('NetworkPolicy');
  });
});

describe('the namespace of a policy', () => {
  const props: NetworkPolicyProps = { select: allPods(), ingress: [] };

  function inside(name: string, chart = chartIn('chart')): Construct {
    const construct = new Construct(chart, name);
    markNamespace(construct, name, { isolated: [] });
    return construct;
  }

  test('is the one it is given', () => {
    const policy = new NetworkPolicy(chartIn('chart'), 'db', { ...props, namespace: 'given' });
    expect(policy.policyNamespace).toBe('given');
  });

  test('is else the nearest enclosing namespace construct', () => {
    const nested = new Construct(inside('shop'), 'nested');
    expect(new NetworkPolicy(nested, 'db', props).policyNamespace).toBe('shop');
  });

  test('is else the namespace of the chart', () => {
    expect(new NetworkPolicy(chartIn('chart'), 'db', props).policyNamespace).toBe('chart');
  });

  test('may repeat the enclosing one', () => {
    const policy = new NetworkPolicy(inside('shop'), 'db', { ...props, namespace: 'shop' });
    expect(policy.policyNamespace).toBe('shop');
  });

  test('may not contradict the enclosing one', () => {
    const call = () => new NetworkPolicy(inside('shop'), 'db', { ...props, namespace: 'other' });
    expect(codesOf(call)).toEqual(['constructs/contradicting-namespace']);
  });

  test('a namespace construct may not stand inside another one', () => {
    const inner = new Construct(inside('shop'), 'inner');
    expect(codesOf(() => markNamespace(inner, 'other', { isolated: [] }))).toEqual([
      'constructs/contradicting-namespace',
    ]);
  });

  test('is never taken from silence', () => {
    const call = () => new NetworkPolicy(new Chart(new App(), 'shop'), 'db', props);
    expect(codesOf(call)).toEqual(['constructs/no-namespace']);
  });

  test('that is undefined is refused, although the chart has one', () => {
    expect(codesOf(policyWith({ ...props, namespace: undefined }))).toEqual([
      'constructs/missing-option',
    ]);
  });

  test.each(['', 'Shop', 'a.b'])('%j is refused', (name) => {
    expect(codesOf(policyWith({ ...props, namespace: name }))).toContain(
      'constructs/illegal-namespace-name',
    );
  });
});

describe('props that would isolate nothing or open everything', () => {
  test.each([
    ['no direction', { select: allPods() }, 'constructs/no-direction'],
    ['ingress undefined', { select: allPods(), ingress: undefined }, 'constructs/missing-option'],
    [
      'egress undefined beside ingress',
      { select: allPods(), ingress: [], egress: undefined },
      'constructs/missing-option',
    ],
    ['ingress null', { select: allPods(), ingress: null }, 'constructs/missing-option'],
    ['one rule without a list', { select: allPods(), ingress: fromWeb }, 'constructs/not-a-rule'],
    ['a rule undefined', { select: allPods(), ingress: [undefined] }, 'constructs/not-a-rule'],
    ['a rule false', { select: allPods(), ingress: [false] }, 'constructs/not-a-rule'],
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    ['a hole', { select: allPods(), ingress: [, fromWeb] }, 'constructs/not-a-rule'],
    ['a plain object', { select: allPods(), ingress: [{}] }, 'constructs/not-a-rule'],
    ['no ports', { select: allPods(), ingress: [from(web)] }, 'constructs/rule-without-ports'],
    [
      'a rule of the other direction',
      { select: allPods(), egress: [fromWeb] },
      'constructs/not-a-rule',
    ],
    ['no subject', { ingress: [] }, 'constructs/not-a-subject'],
    ['a subject undefined', { select: undefined, ingress: [] }, 'constructs/missing-option'],
    ['labels as a subject', { select: { app: 'web' }, ingress: [] }, 'constructs/not-a-subject'],
    [
      'a peer as a subject',
      { select: web.in(namespace('x')), ingress: [] },
      'constructs/not-a-subject',
    ],
    ['a misspelt prop', { select: allPods(), ingres: [] }, 'constructs/unknown-option'],
    ['no props', undefined, 'constructs/no-direction'],
  ])('%s is refused', (_, props, code) => {
    expect(codesOf(policyWith(props))).toEqual([code]);
  });

  test('every wrong rule is named at once, by its place', () => {
    const ingress = [javascript<IngressRule>(undefined), fromWeb, javascript<IngressRule>(null)];
    const refused = refusalsOf(policyWith({ select: allPods(), ingress }));
    expect(refused.map(({ message }) => message)).toEqual([
      'rule 1 of 3 of `ingress` is `undefined`, not a rule',
      'rule 3 of 3 of `ingress` is `null`, not a rule',
    ]);
  });

  test('sameNamespace() as a subject points to allPods()', () => {
    expect(refusalOf(policyWith({ select: sameNamespace(), ingress: [] }))).toContain(
      '=> write allPods()',
    );
  });
});

describe('what a policy says beside its manifest', () => {
  test('is one flow for each rule', () => {
    const chart = chartIn('shop');
    new NetworkPolicy(chart, 'db', { select: web, ingress: [fromWeb], egress: [] });
    const [statement] = statementsOf(chart);
    expect(statement?.construct).toBe('shop/db');
    expect(statement?.intents).toEqual([]);
    expect(statement?.flows).toEqual([
      {
        from: endpointsOf(web, 'shop'),
        to: endpointsOf(web, 'shop'),
        ports: [{ protocol: 'TCP', port: 80 }],
      },
    ]);
  });

  test('is the line that created it, and the line and reason of each rule', () => {
    const rules = {
      ingress: [fromWeb, fromWeb.because('shop window', { owner: 'web' })],
      egress: [to(web).on(tcp(1))],
    };
    const policy = new NetworkPolicy(chartIn('shop'), 'db', { select: web, ...rules });
    const provenance = provenanceOf(policy);
    expect(provenance).toMatchObject({ construct: 'shop/db', typescript: { file: FILE } });
    expect(provenance?.rules).toEqual([
      { direction: 'ingress', index: 0, typescript: fromWeb.typescript },
      {
        direction: 'ingress',
        index: 1,
        typescript: fromWeb.typescript,
        reason: { reason: 'shop window', owner: 'web' },
      },
      { direction: 'egress', index: 0, typescript: rules.egress[0]?.typescript },
    ]);
  });

  test('is found from its ApiObject as well, and not from a neighbour', () => {
    const chart = chartIn('shop');
    const policy = new NetworkPolicy(chart, 'db', { select: web, ingress: [] });
    expect(provenanceOf(ApiObject.of(policy))).toBe(provenanceOf(policy));
    expect(provenanceOf(new Construct(policy, 'child'))).toBeUndefined();
    expect(provenanceOf(chart)).toBeUndefined();
  });

  test('leaves no trace in the manifest', () => {
    const chart = chartIn('shop');
    new NetworkPolicy(chart, 'db', { select: web, ingress: [fromWeb.because('secret')] });
    expect(JSON.stringify(chart.toJson())).not.toMatch(/secret|test\.ts/);
  });
});

describe('statements', () => {
  test('are collected in the order of their construct paths', () => {
    const chart = chartIn('shop');
    for (const id of ['b', 'a', 'c']) state(new Construct(chart, id), {});
    expect(statementsOf(chart).map(({ construct }) => construct)).toEqual([
      'shop/a',
      'shop/b',
      'shop/c',
    ]);
  });

  test('of one construct add up', () => {
    const construct = new Construct(chartIn('shop'), 'a');
    state(construct, {});
    state(construct, {});
    expect(statementsOf(construct)).toHaveLength(2);
  });

  test('know the line that stated them', () => {
    const construct = new Construct(chartIn('shop'), 'a');
    state(construct, {});
    expect(statementsOf(construct)[0]?.typescript?.file).toBe(FILE);
  });
});

describe('a justification with an end', () => {
  const ingress = [fromWeb.because('migration', { owner: 'db', until: '2027-01-31' })];

  test('synthesizes on its last day', () => {
    const chart = chartIn('shop', '2027-01-31');
    new NetworkPolicy(chart, 'db', { select: web, ingress });
    expect(chart.toJson()).toHaveLength(1);
  });

  test('stops the synthesis the day after, naming rule and owner', () => {
    const chart = chartIn('shop', '2027-02-01');
    new NetworkPolicy(chart, 'db', { select: web, ingress });
    expect(() => chart.toJson()).toThrow(
      'the rule for `migration` (owner `db`) was justified until 2027-01-31, and it is 2027-02-01',
    );
    expect(() => chart.toJson()).toThrow(`${FILE}:`);
  });

  test('is measured against the day itself when no day is set', () => {
    const chart = chartIn('shop');
    new NetworkPolicy(chart, 'db', {
      select: web,
      ingress: [fromWeb.because('long ago', { until: '2000-01-01' })],
    });
    expect(() => chart.toJson()).toThrow('constructs/expired-reason');
  });
});
