import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../lib/analyses';
import { foundBy, linted } from '../support/lint';

function pod(namespace: string, name: string, labels: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} } }
spec: { containers: [{ name: main, image: "main:1" }] }
---
`;
}

function namespace(name: string, labels = ''): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
---
`;
}

/** A policy of namespace shop that lets these peers in. */
function policy(...peers: readonly string[]): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  ingress:
    - from:
${peers.map((peer) => `        - ${peer}`).join('\n')}
---
`;
}

const API = pod('shop', 'api', 'app: api');
const PROMETHEUS = pod('monitoring', 'prometheus', 'app: prometheus');
const OPS = namespace('monitoring', 'team: ops');
const IN_OPS = '{ namespaceSelector: { matchLabels: { team: ops } } }';
const WITH_LABEL = '{ podSelector: { matchLabels: { app: prometheus } } }';

/** What a check reports beside its message. */
function factsOf(id: string, yaml: string): readonly string[] {
  const checks = CHECKS.filter((check) => check.id === id);
  return linted(yaml, { checks }).findings.flatMap(({ facts }) => facts);
}

describe('peers split by a dash', () => {
  const SPLIT = policy(IN_OPS, WITH_LABEL);

  test('are an error where the pods run in those namespaces and none here', () => {
    expect(foundBy('NP001', SPLIT + OPS + PROMETHEUS + API)).toEqual([
      'NP001 peers-split-by-a-dash error test.yaml:10 spec.ingress[0].from[1]: shop/api ingress[0].from[1] is a peer of its own, beside the namespaces of ingress[0].from[0]',
    ]);
  });

  test('are told in both readings, with the pods that the dash lets in', () => {
    const grafana = pod('monitoring', 'grafana', 'app: grafana');
    expect(factsOf('NP001', SPLIT + OPS + PROMETHEUS + API + grafana)).toEqual([
      'as written: every pod of namespaces with team=ops, and pods with app=prometheus in namespace shop',
      'as one peer: only pods with app=prometheus in namespaces with team=ops',
      'there are no pods with app=prometheus in namespace shop',
      'more by the dash: monitoring/grafana',
    ]);
  });

  test('are a warning where the namespaces hold the own one: the podSelector adds nothing', () => {
    const yaml = policy('{ namespaceSelector: {} }', WITH_LABEL);
    expect(foundBy('NP001', yaml)[0]).toContain(' warning ');
  });

  test('are a remark where no pod here has the labels and nothing else is known', () => {
    expect(foundBy('NP001', SPLIT + API)[0]).toContain(' info ');
  });

  test('are two peers where the podSelector stands first and no pod tells otherwise', () => {
    expect(foundBy('NP001', policy(WITH_LABEL, IN_OPS) + API)).toEqual([]);
  });

  test('are a remark where no pod is known at all', () => {
    expect(foundBy('NP001', SPLIT)[0]).toContain(' info ');
  });

  test('are two peers where only pods of the own namespace have the labels', () => {
    const here = pod('shop', 'prometheus', 'app: prometheus');
    const grafana = pod('monitoring', 'grafana', 'app: grafana');
    expect(foundBy('NP001', SPLIT + OPS + here + grafana)).toEqual([]);
  });

  test('are two peers where every pod of the own namespace is named', () => {
    expect(foundBy('NP001', policy(IN_OPS, '{ podSelector: {} }') + OPS + PROMETHEUS)).toEqual([]);
  });

  test('are a list where several peers select namespaces', () => {
    const other = '{ namespaceSelector: { matchLabels: { team: web } } }';
    expect(foundBy('NP001', policy(IN_OPS, other, WITH_LABEL) + OPS + PROMETHEUS + API)).toEqual(
      [],
    );
  });

  test('are one peer where no dash is between them', () => {
    const one =
      '{ namespaceSelector: { matchLabels: { team: ops } }, podSelector: { matchLabels: { app: prometheus } } }';
    expect(foundBy('NP001', policy(one) + OPS + PROMETHEUS + API)).toEqual([]);
  });
});

describe('a peer that stays in its namespace', () => {
  test('is found where the pods run somewhere else', () => {
    expect(foundBy('NP004', policy(WITH_LABEL) + PROMETHEUS + API)).toEqual([
      'NP004 peer-stays-in-its-namespace warning test.yaml:9 spec.ingress[0].from[0]: shop/api ingress[0].from[0] names no pod: none of namespace shop has app=prometheus',
    ]);
  });

  test('is none where a pod here has the labels', () => {
    const here = pod('shop', 'prometheus', 'app: prometheus');
    expect(foundBy('NP004', policy(WITH_LABEL) + PROMETHEUS + here)).toEqual([]);
  });

  test('is none where no pod of its namespace is known', () => {
    expect(foundBy('NP004', policy(WITH_LABEL) + PROMETHEUS)).toEqual([]);
  });

  test('is none where the other namespace has the same policy: the set is a template', () => {
    const twin = policy(WITH_LABEL).replace('namespace: shop', 'namespace: monitoring');
    expect(foundBy('NP004', policy(WITH_LABEL) + twin + PROMETHEUS + API)).toEqual([]);
  });

  test('is told once, where a dash split it from its namespaces', () => {
    const yaml = policy(IN_OPS, WITH_LABEL) + OPS + PROMETHEUS + API;
    expect(foundBy('NP004', yaml)).toEqual([]);
    expect(foundBy('NP008', yaml)).toEqual([]);
  });
});

describe('a peer that is not the whole cluster', () => {
  const called = (name: string, ...peers: readonly string[]) =>
    policy(...peers).replace('name: api', `name: ${name}`);

  test('is called so by its policy', () => {
    expect(foundBy('NP005', called('from-all-namespaces', '{ podSelector: {} }'))).toEqual([
      'NP005 peer-is-not-the-whole-cluster warning test.yaml:5 spec: shop/from-all-namespaces is named after other namespaces, and names pods of namespace shop only',
    ]);
  });

  test('is not asked for where the name speaks of denying', () => {
    const yaml = called('deny-from-other-namespaces', '{ podSelector: {} }');
    expect(foundBy('NP005', yaml)).toEqual([]);
  });

  test('is not asked for where a peer selects namespaces', () => {
    const yaml = called('from-all-namespaces', '{ podSelector: {} }', IN_OPS);
    expect(foundBy('NP005', yaml)).toEqual([]);
  });

  test('is not asked for where the name says nothing', () => {
    expect(foundBy('NP005', called('same-namespace', '{ podSelector: {} }'))).toEqual([]);
    expect(foundBy('NP005', called('entire-namespace', '{ podSelector: {} }'))).toEqual([]);
    expect(foundBy('NP005', called('allow-all-namespace', '{ podSelector: {} }'))).toEqual([]);
  });
});

describe('a label that no namespace has', () => {
  const BY_NAME = policy('{ namespaceSelector: { matchLabels: { name: monitoring } } }');

  test('is the name of a namespace that is declared without it', () => {
    expect(foundBy('NP006', BY_NAME + OPS)).toEqual([
      'NP006 label-that-no-namespace-has error test.yaml:9 spec.ingress[0].from[0].namespaceSelector: shop/api ingress[0].from[0] selects namespaces with name=monitoring, which no known namespace has',
    ]);
  });

  test('is a warning where the platform makes the namespace', () => {
    const yaml = policy('{ namespaceSelector: { matchLabels: { name: kube-system } } }');
    expect(foundBy('NP006', yaml)[0]).toContain(' warning ');
  });

  test('is there where somebody gave it to the namespace', () => {
    expect(foundBy('NP006', BY_NAME + namespace('monitoring', 'name: monitoring'))).toEqual([]);
  });

  test('is a remark where the namespace is lived in and its labels are not known', () => {
    expect(foundBy('NP006', BY_NAME + PROMETHEUS)[0]).toContain(' info ');
  });

  test('may be there where nobody knows a namespace of that name', () => {
    expect(foundBy('NP006', BY_NAME)).toEqual([]);
  });

  test('is the names of several namespaces as well', () => {
    const several = (values: string) =>
      policy(
        `{ namespaceSelector: { matchExpressions: [{ key: name, operator: In, values: [${values}] }] } }`,
      );
    const yaml = several('monitoring, kube-system');
    expect(foundBy('NP006', yaml + OPS)[0]).toContain(' warning ');
    expect(foundBy('NP006', several('monitoring, elsewhere') + OPS)).toEqual([]);
  });

  test('is a slip of the pen in a name', () => {
    const yaml = policy(
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitorign } } }',
    );
    expect(foundBy('NP006', yaml + OPS)[0]).toContain(' warning ');
  });

  test('is no slip where the namespaces differ in a letter of their own', () => {
    const yaml = policy(
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: team-b } } }',
    );
    expect(foundBy('NP006', yaml + namespace('team-a'))).toEqual([]);
  });

  test('is no slip where some namespace is meant that the input does not hold', () => {
    const yaml = policy('{ namespaceSelector: { matchLabels: { team: billing } } }');
    expect(foundBy('NP006', yaml + OPS)).toEqual([]);
  });
});

describe('a peer that matches nothing', () => {
  test('is a warning one slip of the pen away from known pods', () => {
    const yaml = policy('{ podSelector: { matchLabels: { app: leger } } }');
    expect(foundBy('NP008', yaml + pod('shop', 'ledger', 'app: ledger'))).toEqual([
      'NP008 peer-matches-nothing warning test.yaml:9 spec.ingress[0].from[0].podSelector: shop/api ingress[0].from[0] names no known pod: none where it looks has app=leger',
    ]);
  });

  test('is a remark where a peer beside it names those pods, as when labels are about to change', () => {
    const both = policy(
      '{ podSelector: { matchLabels: { app: ledger } } }',
      '{ podSelector: { matchLabels: { app.kubernetes.io/name: ledger } } }',
    );
    const found = foundBy('NP008', both + pod('shop', 'ledger', 'app.kubernetes.io/name: ledger'));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(' info ');
  });

  test('is a remark where only the family of the name is the same', () => {
    const yaml = policy('{ podSelector: { matchLabels: { app: user-service } } }');
    const order = pod('shop', 'orders', 'app: order-service');
    expect(foundBy('NP008', yaml + order)[0]).toContain(' info ');
    const near = pod('shop', 'users', 'app: usre-service');
    expect(foundBy('NP008', yaml + near)[0]).toContain(' warning ');
  });

  test('is a warning where the value stands under another key', () => {
    const yaml = policy('{ podSelector: { matchLabels: { app: ledger } } }');
    const found = foundBy('NP008', yaml + pod('shop', 'ledger', 'app.kubernetes.io/name: ledger'));
    expect(found[0]).toContain(' warning ');
  });

  test('is a remark where nothing is near', () => {
    const yaml = policy('{ podSelector: { matchLabels: { app: billing } } }');
    expect(foundBy('NP008', yaml + API)[0]).toContain(' info ');
  });

  test('is none where a namespace of unknown labels may be meant', () => {
    const peer =
      '{ namespaceSelector: { matchLabels: { team: ops } }, podSelector: { matchLabels: { app: x } } }';
    expect(foundBy('NP008', policy(peer) + API + PROMETHEUS)).toEqual([]);
  });

  test('is none in a namespace of the platform', () => {
    const peer =
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { app: dns } } }';
    expect(foundBy('NP008', policy(peer) + API + pod('kube-system', 'proxy', 'app: x'))).toEqual(
      [],
    );
  });

  test('is none where it is the label of a well-known component', () => {
    const peer =
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }, podSelector: { matchLabels: { app.kubernetes.io/name: prometheus } } }';
    const grafana = pod('monitoring', 'grafana', 'app: grafana');
    expect(foundBy('NP008', policy(peer) + API + grafana)).toEqual([]);
  });
});

describe('a negative selector that takes the unlabelled', () => {
  const excluding = (more = '') =>
    policy(
      `{ namespaceSelector: { matchExpressions: [{ key: env, operator: NotIn, values: [dev] }${more}] } }`,
    );

  test('is found in a namespaceSelector, with the known namespaces that get in', () => {
    const yaml = excluding() + OPS + namespace('prod', 'env: prod');
    expect(foundBy('NP012', yaml)).toEqual([
      'NP012 negative-selector-admits-unlabelled warning test.yaml:9 spec.ingress[0].from[0].namespaceSelector: shop/api ingress[0].from[0] takes every namespace without the label `env`: env!=dev',
    ]);
    expect(factsOf('NP012', yaml)).toEqual(['known without the label: monitoring']);
  });

  test('is narrowed by another condition, and told where a known namespace still gets in', () => {
    const narrowed = excluding(', { key: team, operator: In, values: [ops] }');
    expect(foundBy('NP012', narrowed)).toEqual([]);
    expect(foundBy('NP012', narrowed + OPS)).toHaveLength(1);
  });

  test('is none where the label must be there', () => {
    expect(foundBy('NP012', excluding(', { key: env, operator: Exists }') + OPS)).toEqual([]);
  });

  test('is none by the name, which every namespace has', () => {
    const yaml = policy(
      '{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [dev] }] } }',
    );
    expect(foundBy('NP012', yaml + OPS)).toEqual([]);
  });

  test('is none where absence is asked for', () => {
    const yaml = policy(
      '{ namespaceSelector: { matchExpressions: [{ key: env, operator: DoesNotExist }] } }',
    );
    expect(foundBy('NP012', yaml + OPS)).toEqual([]);
  });

  test('is a remark for pods, where a known pod has no such label', () => {
    const yaml = policy(
      '{ podSelector: { matchExpressions: [{ key: role, operator: NotIn, values: [guest] }] } }',
    );
    expect(foundBy('NP012', yaml + API)[0]).toContain(' info ');
    expect(foundBy('NP012', yaml + pod('shop', 'web', 'role: admin'))).toEqual([]);
  });
});
