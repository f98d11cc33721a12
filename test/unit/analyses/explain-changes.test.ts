import { describe, expect, test } from 'vitest';
import { addressEnds, explain, podEnds } from '../../../lib/analyses';
import { type PortSet, portRange } from '../../../lib/kernel';
import { portable } from '../../../lib/platform';
import type { Change } from '../../../lib/results';
import { clusterOf } from '../../support/cluster';

const pod = (id: string, labels: string) => {
  const [namespace, name] = id.split('/');
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: ${namespace}, labels: ${labels}}}\n---\n`;
};
const policy = (selects: string, ingress: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec: {podSelector: ${selects}, ingress: ${ingress}}
`;
const PODS = [
  pod('shop/db', '{app: db}'),
  pod('shop/web', '{app: web}'),
  pod('shop/api', '{app: api}'),
  pod('ops/job', '{app: web}'),
].join('');

function changesOf(ingress: string, from = 'shop/web', more = ''): readonly Change[] {
  return ask(PODS + more + policy('{matchLabels: {app: db}}', ingress), from);
}

function ask(yaml: string, from = 'shop/web', ports: PortSet = portRange('TCP', 5432)) {
  const { cluster } = clusterOf(yaml);
  const end = (id: string) => podEnds(cluster, 'pod').filter(({ endpoint }) => endpoint.id === id);
  const query = { from: end(from), to: end('shop/db'), ports };
  const [explanation] = explain(cluster, portable, query).explanations;
  return explanation?.cases[0]?.ingress.changes ?? [];
}

/** The first change as `kind path value`. */
function first([change]: readonly Change[]): string {
  if (change === undefined) return 'none';
  if (change.kind === 'label') return `label ${change.end} ${JSON.stringify(change.labels)}`;
  if (change.kind === 'policy') return `policy ${JSON.stringify(change.object.spec)}`;
  return change.patch
    .map(({ path, value }) => `${change.kind} ${path} ${JSON.stringify(value)}`)
    .join('; ');
}

describe('the smallest change', () => {
  test.each([
    [
      'another port, where the rule names the client alone',
      '[{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]',
      'port /spec/ingress/0/ports/- {"protocol":"TCP","port":5432}',
    ],
    [
      'a range that grows by one, where it ends right before the port',
      '[{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5430, endPort: 5431}]}]',
      'end-port /spec/ingress/0/ports/0/endPort 5432',
    ],
    [
      'a peer more, where the rule is about the port already',
      '[{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]',
      'peer /spec/ingress/0/from/- {"podSelector":{"matchLabels":{"app":"web"}}}',
    ],
    [
      'a value more in a list of several',
      '[{from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [api, job]}]}}], ports: [{port: 5432}]}]',
      'value /spec/ingress/0/from/0/podSelector {"matchExpressions":[{"key":"app","operator":"In","values":["api","job","web"]}]}',
    ],
    [
      'a rule, where none is near',
      '[]',
      'rule /spec/ingress [{"from":[{"podSelector":{"matchLabels":{"app":"web"}}}],"ports":[{"protocol":"TCP","port":5432}]}]',
    ],
  ])('is %s', (_, ingress, expected) => {
    expect(first(changesOf(ingress))).toBe(expected);
  });

  test('is a namespace beside the pods of a peer, which keeps its own', () => {
    const changes = changesOf(
      '[{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]',
      'ops/job',
    );
    expect(first(changes)).toBe(
      'namespace /spec/ingress/0/from/0/namespaceSelector {"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"In","values":["shop","ops"]}]}',
    );
  });

  test('is a label, where nobody else has what the rule asks for', () => {
    const changes = changesOf(
      '[{from: [{podSelector: {matchLabels: {db-client: "true"}}}], ports: [{port: 5432}]}]',
    );
    expect(changes.map(({ kind }) => kind)).toContain('label');
    const label = changes.find(({ kind }) => kind === 'label');
    expect(label).toMatchObject({
      end: 'shop/web',
      labels: { 'db-client': 'true' },
      alsoOpens: [],
    });
  });

  test('is a policy of its own, where all that isolates is about the whole namespace', () => {
    const yaml = PODS + policy('{}', '[]');
    expect(first(ask(yaml))).toBe(
      'policy {"podSelector":{"matchLabels":{"app":"db"}},"policyTypes":["Ingress"],"ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"web"}}}],"ports":[{"protocol":"TCP","port":5432}]}]}',
    );
  });
});

describe('a change', () => {
  const shared =
    '[{from: [{podSelector: {}}], ports: [{port: 80}]}, {from: [{podSelector: {matchLabels: {app: nobody}}}]}]';

  test('says what else would get through', () => {
    const port = changesOf(shared).find(({ kind }) => kind === 'port');
    expect(port?.alsoOpens).toEqual([
      { from: 'shop/api', to: 'shop/db', ports: { TCP: [[5432, 5432]] } },
    ]);
  });

  test('that opens nothing else comes before one that does', () => {
    const [best, ...others] = changesOf(shared);
    expect([best?.kind, best?.alsoOpens]).toEqual(['rule', []]);
    expect(others.map(({ kind }) => kind)).toContain('port');
  });

  test('never gives a pod another value of a label it has', () => {
    const changes = changesOf('[{from: [{podSelector: {matchLabels: {app: api}}}]}]');
    expect(changes.map(({ kind }) => kind)).not.toContain('label');
  });

  test('of labels counts what they open in other namespaces, and at the other end', () => {
    const elsewhere = `${pod('ops/store', '{app: store}')}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: store, namespace: ops}
spec:
  podSelector: {matchLabels: {app: store}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {db-client: "true"}}}]}]
  egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {db-client: "true"}}}]}]
---
`;
    const rule =
      '[{from: [{podSelector: {matchLabels: {db-client: "true"}}}], ports: [{port: 5432}]}]';
    const label = changesOf(rule, 'shop/web', elsewhere).find(({ kind }) => kind === 'label');
    expect(label?.alsoOpens?.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'ops/store shop/web',
      'shop/web ops/store',
    ]);
  });

  test('never labels a pod so that a policy or a Service takes it over', () => {
    const service =
      '{apiVersion: v1, kind: Service, metadata: {name: x, namespace: shop}, spec: {selector: {db-client: "true"}}}\n---\n';
    const rule = '[{from: [{podSelector: {matchLabels: {db-client: "true"}}}]}]';
    const kinds = changesOf(rule, 'shop/web', service).map(({ kind }) => kind);
    expect(kinds).not.toContain('label');
  });

  test('never isolates a pod that nothing isolated', () => {
    const twin = pod('shop/twin', '{app: db}');
    const yaml = PODS + twin + policy('{matchLabels: {app: db}}', '[]');
    const own = ask(yaml).filter(({ kind }) => kind === 'policy');
    expect(own).toHaveLength(1);
    const alone = ask(
      PODS +
        pod('shop/twin', '{app: db, role: spare}') +
        policy('{matchExpressions: [{key: role, operator: DoesNotExist}]}', '[]'),
    );
    expect(alone.map(({ kind }) => kind)).not.toContain('policy');
  });

  test('for addresses of both families does not count one of them as something else', () => {
    const { cluster } = clusterOf(PODS + policy('{matchLabels: {app: db}}', '[]'));
    const to = podEnds(cluster, 'pod').filter(({ endpoint }) => endpoint.id === 'shop/db');
    const ports = portRange('TCP', 5432);
    const { explanations } = explain(cluster, portable, { from: addressEnds(cluster), to, ports });
    const [change] = explanations[0]?.cases[0]?.ingress.changes ?? [];
    // The pods, whose addresses nobody knows, may be held by the blocks too.
    const pods = ['ops/job', 'shop/api', 'shop/web'];
    expect(change?.alsoOpens?.map(({ from }) => from)).toEqual(pods);
  });

  test('is not offered at a gate that is only undecided', () => {
    expect(
      first(changesOf('[{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 5432}]}]')),
    ).toBe('none');
  });
});
