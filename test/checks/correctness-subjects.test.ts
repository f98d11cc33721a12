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

function policy(subject: string, metadata = 'name: api, namespace: shop'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { ${metadata} }
spec: { podSelector: ${subject}, policyTypes: [Ingress] }
---
`;
}

function labels(text: string): string {
  return `{ matchLabels: { ${text} } }`;
}

const WEB = pod('shop', 'web', 'app: web, tier: front');
const LEDGER = pod('shop', 'ledger', 'app: ledger, tier: back');

describe('a deny that allows', () => {
  const named = (name: string, spec: string, more = '') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop${more} }
spec: { podSelector: {}, ${spec} }
`;

  test('is found by the name of the policy', () => {
    expect(foundBy('NP003', named('deny-all', 'policyTypes: [Ingress], ingress: [{}]'))).toEqual([
      'NP003 deny-that-allows error test.yaml:5 spec.ingress[0]: shop/deny-all says that it denies, and ingress[0] allows everything',
    ]);
  });

  test('is found by what an annotation says', () => {
    const said = ', annotations: { description: "Blocks all traffic into this namespace." }';
    const yaml = named('base', 'policyTypes: [Ingress], ingress: [{}]', said);
    expect(foundBy('NP003', yaml)).toHaveLength(1);
  });

  test('is none where such a word is part of what its pods are called', () => {
    const of = (name: string, app: string) =>
      named(name, 'policyTypes: [Egress], egress: [{}]').replace(
        'podSelector: {}',
        `podSelector: { matchLabels: { app: ${app} } }`,
      );
    expect(foundBy('NP003', of('block-builder', 'block-builder'))).toEqual([]);
    expect(foundBy('NP003', of('restricted-web', 'web'))).toEqual([]);
    expect(foundBy('NP003', of('deny-web', 'web'))).toHaveLength(1);
  });

  test('looks at the direction that the name mentions', () => {
    const open = 'policyTypes: [Ingress, Egress], ingress: [], egress: [{}]';
    expect(foundBy('NP003', named('deny-ingress', open))).toEqual([]);
    expect(foundBy('NP003', named('deny-egress', open))).toHaveLength(1);
  });

  test('is no deny of one direction that leaves the other open', () => {
    const open = 'policyTypes: [Ingress, Egress], ingress: [], egress: [{}]';
    expect(foundBy('NP003', named('default-deny', open))).toEqual([]);
  });

  test('is not a policy that speaks of allowing as well', () => {
    const yaml = named('deny-all-allow-egress', 'policyTypes: [Egress], egress: [{}]');
    expect(foundBy('NP003', yaml)).toEqual([]);
  });

  test('is not told by the name of a product', () => {
    const yaml = named('block-storage', 'policyTypes: [Ingress], ingress: [{}]');
    expect(foundBy('NP003', yaml)).toEqual([]);
  });

  test('is not a rule with a port', () => {
    const yaml = named('deny-all', 'policyTypes: [Ingress], ingress: [{ ports: [{ port: 80 }] }]');
    expect(foundBy('NP003', yaml)).toEqual([]);
  });
});

describe('a policy that selects nothing', () => {
  test('is an error one slip of the pen away from pods that nothing else isolates', () => {
    expect(foundBy('NP007', policy(labels('app: ledgre')) + LEDGER)).toEqual([
      'NP007 policy-selects-nothing error test.yaml:5 spec.podSelector: shop/api selects no pod of namespace shop: none has app=ledgre',
    ]);
  });

  test('is a warning where those pods are isolated by another policy', () => {
    const deny = policy('{}', 'name: deny, namespace: shop');
    expect(foundBy('NP007', policy(labels('app: ledgre')) + LEDGER + deny)[0]).toContain(
      ' warning ',
    );
  });

  test('is a warning where a short word may be another word', () => {
    const yaml = policy(labels('app: oauth')) + pod('shop', 'auth', 'app: auth');
    expect(foundBy('NP007', yaml)[0]).toContain(' warning ');
  });

  test('is an error where a long word lacks a letter', () => {
    const yaml = policy(labels('app: checkot')) + pod('shop', 'checkout', 'app: checkout');
    expect(foundBy('NP007', yaml)[0]).toContain(' error ');
  });

  test('is a warning where nothing is near', () => {
    expect(foundBy('NP007', policy(labels('app: queue')) + LEDGER)[0]).toContain(' warning ');
  });

  test('is told with the labels that are there', () => {
    const checks = CHECKS.filter(({ id }) => id === 'NP007');
    const yaml = policy(labels('app: queue, zone: inner')) + LEDGER + WEB;
    expect(linted(yaml, { checks }).findings[0]?.facts).toEqual([
      'known there: app=ledger, app=web',
      'no known pod there has the label zone',
    ]);
  });

  test('is a remark where an operator may run pods that nobody sees', () => {
    const queue = `
apiVersion: queues.example.com/v1
kind: Queue
metadata: { name: orders, namespace: shop }
spec: { replicas: 3 }
---
`;
    const found = foundBy('NP007', queue + policy(labels('app: queue')) + LEDGER);
    expect(found.map((line) => line.split(' ')[2])).toEqual(['info']);
  });

  test('is a remark where most policies of the namespace wait for pods of somewhere else', () => {
    const yaml = ['one', 'two', 'six']
      .map((name) => policy(labels(`app: ${name}`), `name: ${name}, namespace: shop`))
      .join('');
    const found = foundBy('NP007', yaml + LEDGER);
    expect(found.map((line) => line.split(' ')[2])).toEqual(['info', 'info', 'info']);
  });

  test('is none where it selects all pods, even of an empty namespace', () => {
    expect(foundBy('NP007', policy('{}', 'name: deny, namespace: empty') + WEB)).toEqual([]);
  });

  test('is none where no pod of its namespace is known', () => {
    expect(foundBy('NP007', policy(labels('app: api'), 'name: a, namespace: b') + WEB)).toEqual([]);
  });

  test('is none where it waits for pods that a controller labels when it makes them', () => {
    const solver = policy(labels('acme.example.org/solver: "true"'));
    expect(foundBy('NP007', solver + WEB)).toEqual([]);
  });

  test('is none in a namespace of the platform, whose components nobody writes down', () => {
    const yaml = policy(labels('app: x'), 'name: x, namespace: kube-system');
    expect(foundBy('NP007', yaml + pod('kube-system', 'proxy', 'app: proxy'))).toEqual([]);
  });

  test('offers no label that differs in a number or a letter of its own', () => {
    const yaml = policy(labels('app: shard-a')) + pod('shop', 'b', 'app: shard-b');
    expect(foundBy('NP007', yaml)[0]).toContain(' warning ');
  });
});

describe('a contradictory selector', () => {
  test('excludes what it asks for', () => {
    const selector =
      '{ matchLabels: { app: web }, matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }';
    expect(foundBy('NP009', policy(selector))).toEqual([
      'NP009 contradictory-selector error test.yaml:5 spec.podSelector: shop/api podSelector can match no pod: app=web and app!=web',
    ]);
  });

  test('is found in peers, where a namespace is always named', () => {
    const yaml = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: {}
  ingress:
    - from:
        - namespaceSelector:
            matchExpressions: [{ key: kubernetes.io/metadata.name, operator: DoesNotExist }]
`;
    expect(foundBy('NP009', yaml)).toHaveLength(1);
  });

  test('asks for a label and for its absence', () => {
    const selector =
      '{ matchExpressions: [{ key: app, operator: Exists }, { key: app, operator: DoesNotExist }] }';
    expect(foundBy('NP009', policy(selector))).toHaveLength(1);
  });

  test('is none where one value is left', () => {
    const selector =
      '{ matchExpressions: [{ key: app, operator: In, values: [a, b] }, { key: app, operator: NotIn, values: [a] }] }';
    expect(foundBy('NP009', policy(selector))).toEqual([]);
  });

  test('is none where absence meets every condition', () => {
    const selector =
      '{ matchExpressions: [{ key: app, operator: NotIn, values: [a] }, { key: app, operator: DoesNotExist }] }';
    expect(foundBy('NP009', policy(selector))).toEqual([]);
  });

  test('is told once, and not as a policy that selects nothing', () => {
    const selector =
      '{ matchExpressions: [{ key: app, operator: Exists }, { key: app, operator: DoesNotExist }] }';
    expect(foundBy('NP007', policy(selector) + WEB)).toEqual([]);
  });
});

describe('a label of the controller', () => {
  const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop, labels: { release: stable } }
spec:
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: main, image: "api:1" }] }
---
`;
  const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { exposed: public } }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
`;

  test('is found on a Deployment, and told once', () => {
    const yaml = policy(labels('release: stable')) + DEPLOYMENT;
    expect(foundBy('NP010', yaml)).toEqual([
      'NP010 label-of-the-controller error test.yaml:5 spec.podSelector: shop/api selects no pod: release=stable is a label of Deployment shop/api, not of pods',
    ]);
    expect(foundBy('NP007', yaml)).toEqual([]);
  });

  test('is found on a Service that has known pods', () => {
    const yaml = policy(labels('exposed: public')) + SERVICE;
    expect(foundBy('NP010', yaml + WEB)).toHaveLength(1);
    expect(foundBy('NP010', yaml + LEDGER)).toEqual([]);
  });

  test('is a warning in a peer', () => {
    const yaml = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec:
  podSelector: {}
  ingress: [{ from: [{ podSelector: { matchLabels: { release: stable } } }] }]
---
`;
    expect(foundBy('NP010', yaml + DEPLOYMENT)[0]).toContain(' warning ');
  });

  test('is no matter where pods have it too', () => {
    const yaml = policy(labels('release: stable')) + DEPLOYMENT;
    expect(foundBy('NP010', yaml + pod('shop', 'x', 'release: stable'))).toEqual([]);
  });

  test('is no matter on a Deployment of another namespace', () => {
    const yaml = policy(labels('release: stable'), 'name: api, namespace: other') + DEPLOYMENT;
    expect(foundBy('NP010', yaml)).toEqual([]);
  });
});

describe('labels that never meet', () => {
  test('are those of two applications', () => {
    const yaml = policy(labels('app: web, tier: back')) + WEB + LEDGER;
    expect(foundBy('NP011', yaml)).toEqual([
      'NP011 labels-that-never-meet warning test.yaml:5 spec.podSelector: shop/api selects no pod: none has app=web,tier=back together',
    ]);
    expect(foundBy('NP007', yaml)).toEqual([]);
  });

  test('are met where a pod has both', () => {
    const yaml = policy(labels('app: web, tier: front')) + WEB + LEDGER;
    expect(foundBy('NP011', yaml)).toEqual([]);
  });

  test('are met by the next version, when it comes', () => {
    const pods =
      pod('shop', 'web', 'app: web, version: v1') + pod('shop', 'b', 'app: b, version: v2');
    expect(foundBy('NP011', policy(labels('app: web, version: v2')) + pods)).toEqual([]);
  });

  test('are something else where one of them is on no pod at all', () => {
    const yaml = policy(labels('app: web, zone: inner')) + WEB + LEDGER;
    expect(foundBy('NP011', yaml)).toEqual([]);
    expect(foundBy('NP007', yaml)).toHaveLength(1);
  });
});

describe('a policy in the wrong namespace', () => {
  const MONITOR = pod('monitoring', 'prometheus', 'app: prometheus');
  const MISPLACED = policy(labels('app: web'), 'name: web, namespace: monitoring');

  test('has its pods in exactly one other namespace', () => {
    expect(foundBy('NP013', MISPLACED + WEB + MONITOR)).toEqual([
      'NP013 policy-in-the-wrong-namespace warning test.yaml:5 spec.podSelector: monitoring/web selects no pod of namespace monitoring; pods with app=web run in namespace shop',
    ]);
  });

  test('is a remark where no pod of its own namespace is known', () => {
    expect(foundBy('NP013', MISPLACED + WEB)[0]).toContain(' info ');
  });

  test('is none where several other namespaces have such pods', () => {
    const yaml = MISPLACED + WEB + MONITOR + pod('store', 'web', 'app: web');
    expect(foundBy('NP013', yaml)).toEqual([]);
  });

  test('is none where the other namespace has a policy of that name', () => {
    const own = policy(labels('app: web'), 'name: web, namespace: shop');
    expect(foundBy('NP013', MISPLACED + own + WEB + MONITOR)).toEqual([]);
  });

  test('is none where it names no namespace: that is told as such', () => {
    const yaml = policy(labels('app: web'), 'name: web') + WEB;
    expect(foundBy('NP013', yaml)).toEqual([]);
    expect(foundBy('NP014', yaml)).toEqual([
      'NP014 namespace-omitted warning test.yaml:4 metadata: NetworkPolicy web names no namespace: in default it selects nobody, in shop it would select shop/web',
    ]);
  });
});

describe('an omitted namespace', () => {
  test('is found where all pods of a namespace without workloads are selected', () => {
    expect(foundBy('NP014', policy('{}', 'name: deny') + WEB)).toEqual([
      'NP014 namespace-omitted warning test.yaml:4 metadata: NetworkPolicy deny names no namespace: it is for all pods of default, where no workload of the input is',
    ]);
  });

  test('is left to what applies the files where workloads omit it as well', () => {
    const alone =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [] }\n---\n';
    expect(foundBy('NP014', policy('{}', 'name: deny') + alone + WEB)).toEqual([]);
  });

  test('is left alone where only policies are given', () => {
    expect(foundBy('NP014', policy('{}', 'name: deny') + policy('{}'))).toEqual([]);
  });

  test('is left alone where a namespace has the same policy: one is made from the other', () => {
    const yaml = policy('{}', 'name: deny') + policy('{}', 'name: deny, namespace: shop') + WEB;
    expect(foundBy('NP014', yaml)).toEqual([]);
  });
});
