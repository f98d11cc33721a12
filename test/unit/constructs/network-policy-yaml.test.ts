import { App, Chart, Yaml } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  absent,
  allPods,
  allPorts,
  anywhere,
  everyone,
  from,
  internet,
  ipBlock,
  NetworkPolicy,
  type NetworkPolicyProps,
  namespaces,
  oneOf,
  pods,
  sctp,
  tcp,
  to,
  udp,
} from '../../../lib/constructs';

function yamlOf(props: NetworkPolicyProps): string {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  new NetworkPolicy(chart, 'db', props);
  return Yaml.stringify(...chart.toJson());
}

const db = pods({ app: 'db' });
const client = pods({ role: 'client' });
const alice = namespaces({ team: 'alice' });

describe('two conditions on the other end', () => {
  test('pods(...).in(...) is one peer: both must hold', () => {
    expect(
      yamlOf({ select: db, ingress: [from(client.in(alice)).on(tcp(5432))] }),
    ).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        labels:
          app.kubernetes.io/managed-by: cdk8s-netpol
        name: db
        namespace: shop
      spec:
        ingress:
          - from:
              - namespaceSelector:
                  matchLabels:
                    team: alice
                podSelector:
                  matchLabels:
                    role: client
            ports:
              - port: 5432
                protocol: TCP
        podSelector:
          matchLabels:
            app: db
        policyTypes:
          - Ingress
      "
    `);
  });

  test('from(a, b) is two peers: either will do', () => {
    expect(
      yamlOf({ select: db, ingress: [from(client, alice).on(tcp(5432))] }),
    ).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        labels:
          app.kubernetes.io/managed-by: cdk8s-netpol
        name: db
        namespace: shop
      spec:
        ingress:
          - from:
              - podSelector:
                  matchLabels:
                    role: client
              - namespaceSelector:
                  matchLabels:
                    team: alice
            ports:
              - port: 5432
                protocol: TCP
        podSelector:
          matchLabels:
            app: db
        policyTypes:
          - Ingress
      "
    `);
  });

  test('on egress both forms read the same, under `to`', () => {
    expect(
      yamlOf({
        select: db,
        egress: [to(client.in(alice)).on(tcp(80)), to(client, alice).on(tcp(80))],
      }),
    ).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        labels:
          app.kubernetes.io/managed-by: cdk8s-netpol
        name: db
        namespace: shop
      spec:
        egress:
          - ports:
              - port: 80
                protocol: TCP
            to:
              - namespaceSelector:
                  matchLabels:
                    team: alice
                podSelector:
                  matchLabels:
                    role: client
          - ports:
              - port: 80
                protocol: TCP
            to:
              - podSelector:
                  matchLabels:
                    role: client
              - namespaceSelector:
                  matchLabels:
                    team: alice
        podSelector:
          matchLabels:
            app: db
        policyTypes:
          - Egress
      "
    `);
  });
});

describe('a direction', () => {
  test('with an empty list is isolated and allows nothing', () => {
    expect(yamlOf({ select: allPods(), ingress: [] })).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        labels:
          app.kubernetes.io/managed-by: cdk8s-netpol
        name: db
        namespace: shop
      spec:
        ingress: []
        podSelector: {}
        policyTypes:
          - Ingress
      "
    `);
  });

  test('left out is left alone', () => {
    expect(yamlOf({ select: allPods(), egress: [] })).toContain('policyTypes:\n    - Egress\n');
  });

  test('is written in the order Ingress, Egress', () => {
    expect(yamlOf({ select: allPods(), egress: [], ingress: [] })).toContain(
      'policyTypes:\n    - Ingress\n    - Egress\n',
    );
  });
});

test('everyone on all ports is one rule without conditions', () => {
  expect(yamlOf({ select: db, ingress: [from(everyone()).on(allPorts())] })).toContain(
    'ingress:\n    - {}\n',
  );
});

test('every form of peer and port', async () => {
  const yaml = yamlOf({
    select: pods({ app: oneOf('db', 'cache'), canary: absent() }),
    ingress: [
      from(client, ipBlock('2001:DB8::/32', { except: ['2001:db8:1::/48'] }))
        .on(tcp('postgres'), tcp.range(8000, 8100), udp.all(), sctp(7777))
        .because('not in the manifest', { owner: 'nobody' }),
    ],
    egress: [to(internet()).on(tcp(443)), to(anywhere()).on(udp(53), tcp(53))],
  });
  await expect(yaml).toMatchFileSnapshot('__snapshots__/every-form.yaml');
});

test('the order in which labels are written makes no difference', () => {
  const [one, other] = [
    pods({ app: 'db', tier: oneOf('a', 'b'), env: absent() }),
    pods({ env: absent(), tier: oneOf('a', 'b'), app: 'db' }),
  ];
  expect(yamlOf({ select: one, ingress: [] })).toBe(yamlOf({ select: other, ingress: [] }));
});

test('label values that YAML would read as something else stay texts', () => {
  const [policy] = [
    yamlOf({ select: pods({ a: 'yes', b: '012', c: 'null', d: '1e3' }), ingress: [] }),
  ];
  expect(policy).toContain('a: "yes"\n      b: "012"\n      c: "null"\n      d: "1e3"');
});
