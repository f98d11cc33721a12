import { expect, test } from 'vitest';
import { explainService, podEnds } from '../../../../lib/analyses';
import { InternalError } from '../../../../lib/kernel';
import type { Cluster } from '../../../../lib/model';
import { type Assume, type Profile, portable, withOverrides } from '../../../../lib/platform';
import type { ExplainResult } from '../../../../lib/results';
import { clusterFrom, policy, service, workload } from '../../../support/cluster-from';

interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly port?: string;
  readonly assume?: Assume;
  readonly profile?: Profile;
}

function ask(
  cluster: Cluster,
  { from = 'shop/web', to = 'shop/db', port, assume = {}, profile = portable }: Asked = {},
): ExplainResult {
  const named = cluster.services.find((each) => `${each.namespace}/${each.name}` === to);
  if (named === undefined) throw new InternalError(`no Service ${to}`);
  const ends = [...podEnds(cluster, 'workload'), ...podEnds(cluster, 'pod')];
  const client = ends.find(({ endpoint }) => endpoint.id === from);
  if (client === undefined) throw new InternalError(`no end ${from}`);
  const query = { from: [client], service: named, ...(port === undefined ? {} : { port }) };
  return explainService(cluster, withOverrides(profile, { assume }), query);
}

/** `shop/db 5432 allowed`, one for each case. */
function lines({ explanations }: ExplainResult): readonly string[] {
  return explanations.flatMap(({ to, via, cases }) =>
    cases.map(({ verdict, reasons }) =>
      [
        to.id,
        via?.targetNumber,
        via?.hairpin === true ? 'itself' : '',
        verdict,
        ...reasons.map(({ id }) => id),
      ]
        .filter((word) => word !== '')
        .join(' '),
    ),
  );
}

const WEB = workload('shop/web', { http: 8080 });
const DB = workload('shop/db', { pg: 5432 });
const NAMED = service(
  'shop/db',
  '{selector: {app: db}, ports: [{name: sql, port: 80, targetPort: pg}]}',
);

test('a name of a target port is looked up on the pods', () => {
  const result = ask(clusterFrom(WEB, DB, NAMED), { port: '80' });
  expect(lines(result)).toEqual(['shop/db 5432 allowed']);
  expect(result.explanations[0]?.via).toMatchObject({
    service: 'shop/db',
    port: 80,
    portName: 'sql',
    targetPort: 'pg',
  });
});

test.each(['80', 'sql', '80/TCP', 'sql/tcp'])(
  'a port of the Service is asked for as %s',
  (port) => {
    expect(lines(ask(clusterFrom(WEB, DB, NAMED), { port }))).toEqual(['shop/db 5432 allowed']);
  },
);

test.each([
  ['81', 'Service shop/db has no port `81`. Did you mean `80`?'],
  ['sqll', 'Service shop/db has no port `sqll`. Did you mean `sql`?'],
  ['80/UDP', 'Service shop/db has no port `80/UDP`.'],
  ['pg', 'Service shop/db has no port `pg`. It is where `80` leads; clients ask for `80`.'],
  ['80/TCP/x', 'Service shop/db has no port `80/TCP/x`.'],
  ['', 'Service shop/db has no port ``.'],
])('a port that the Service lacks is refused: %s', (port, message) => {
  expect(() => ask(clusterFrom(WEB, DB, NAMED), { port })).toThrow(message);
});

test('without a port each one is asked in turn', () => {
  const two = service(
    'shop/db',
    '{selector: {app: db}, ports: [{name: a, port: 80}, {name: b, port: 53, protocol: UDP}]}',
  );
  const { explanations } = ask(clusterFrom(WEB, DB, two));
  expect(explanations.map(({ via }) => [via?.port, via?.protocol])).toEqual([
    [80, 'TCP'],
    [53, 'UDP'],
  ]);
});

test('pods of several workloads may have different target ports', () => {
  const both = service('shop/db', '{selector: {tier: data}, ports: [{port: 80, targetPort: pg}]}');
  const of = (name: string, port: number) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {tier: data}}
spec: {containers: [{name: c, ports: [{name: pg, containerPort: ${port}}]}]}`;
  expect(lines(ask(clusterFrom(WEB, both, of('a', 1), of('b', 2))))).toEqual([
    'shop/a 1 allowed',
    'shop/b 2 allowed',
  ]);
});

test('pods of one workload may have different target ports', () => {
  const owner =
    'ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, controller: true}]';
  const of = (name: string, port: number) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: db}, ${owner}}
spec: {containers: [{name: c, ports: [{name: pg, containerPort: ${port}}]}]}`;
  expect(lines(ask(clusterFrom(WEB, NAMED, of('db-0', 1), of('db-1', 2))))).toEqual([
    'shop/db[db-0] 1 allowed',
    'shop/db[db-1] 2 allowed',
  ]);
});

test('pods that do not declare the name are no endpoint, and are told', () => {
  const both = service('shop/db', '{selector: {tier: data}, ports: [{port: 80, targetPort: pg}]}');
  const of = (name: string, ports: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {tier: data}}
spec: {containers: [{name: c, ports: [${ports}]}]}`;
  const result = ask(clusterFrom(WEB, both, of('a', '{name: pg, containerPort: 1}'), of('b', '')));
  expect(lines(result)).toEqual(['shop/a 1 allowed']);
  expect(result.withoutEndpoint).toEqual([
    { pods: 'shop/b', service: 'shop/db', port: 80, targetPort: 'pg' },
  ]);
});

test('the protocol is part of a name', () => {
  const udp = service(
    'shop/db',
    '{selector: {app: db}, ports: [{port: 80, targetPort: pg, protocol: UDP}]}',
  );
  expect(() => ask(clusterFrom(WEB, DB, udp))).toThrow('Service shop/db has no endpoint');
});

const HEADLESS = service(
  'shop/db',
  '{clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 80, targetPort: pg}]}',
);

test.each([
  ['80', 'shop/db 80 allowed'],
  ['5432', 'shop/db 5432 allowed'],
  ['9', 'shop/db 9 allowed'],
  ['sql', 'shop/db 5432 allowed'],
  [undefined, 'shop/db 5432 allowed'],
])('a headless Service translates nothing: %s', (port, line) => {
  expect(lines(ask(clusterFrom(WEB, DB, HEADLESS), port === undefined ? {} : { port }))).toEqual([
    line,
  ]);
});

test('an ExternalName cannot be decided', () => {
  const name = service('shop/db', '{type: ExternalName, externalName: db.example.com}');
  expect(() => ask(clusterFrom(WEB, name))).toThrow('stands for the name db.example.com');
});

const LISTED = service('shop/db', '{ports: [{port: 80}]}');
const SLICE = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}
endpoints: [{addresses: [192.0.2.1]}]
ports: [{name: '', port: 5432}]`;

test('without a selector the listed endpoints count', () => {
  expect(lines(ask(clusterFrom(WEB, LISTED, SLICE)))).toEqual(['192.0.2.1/32 5432 allowed']);
});

test('without a selector and endpoints there is no answer', () => {
  expect(() => ask(clusterFrom(WEB, LISTED))).toThrow(
    'has no selector, and the input lists no endpoints',
  );
});

test.each([
  ['shop/db', 'shop/db has app=db'],
  ['blog/dbb', 'blog/dbb has these labels, and a Service selects pods of its own namespace only'],
])('a Service that selects nothing names the nearest label: %s', (id, help) => {
  const typo = service('shop/db', '{selector: {app: dbb}, ports: [{port: 80}]}');
  const attempt = () => ask(clusterFrom(WEB, workload(id), typo));
  expect(attempt).toThrow('Service shop/db selects no pod of the input: it wants app=dbb');
  expect(attempt).toThrow(
    expect.objectContaining({ help: expect.stringContaining(id === 'shop/db' ? 'app=' : help) }),
  );
});

const OWN = service('shop/web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}');
const DENY = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress]}');

test.each([
  [undefined, 'shop/web 8080 itself undecided hairpin-is-policed'],
  [true, 'shop/web 8080 itself denied'],
  [false, 'shop/web 8080 itself allowed'],
])('a client behind the Service is also its own backend, policed: %s', (policed, hairpin) => {
  const assume = policed === undefined ? {} : { 'hairpin-is-policed': policed };
  const asked = { from: 'shop/web', to: 'shop/web', assume };
  expect(lines(ask(clusterFrom(WEB, OWN, DENY), asked))).toEqual(['shop/web 8080 denied', hairpin]);
});

test('a hairpin that policies would allow is decided', () => {
  const asked = { from: 'shop/web', to: 'shop/web' };
  expect(lines(ask(clusterFrom(WEB, OWN), asked))).toEqual([
    'shop/web 8080 allowed',
    'shop/web 8080 itself allowed',
  ]);
});

test('a single pod has no other backend than itself', () => {
  const pod = `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: []}`;
  const asked = { from: 'shop/web', to: 'shop/web' };
  expect(lines(ask(clusterFrom(pod, OWN, DENY), asked))).toEqual([
    'shop/web 8080 itself undecided hairpin-is-policed',
  ]);
});

test('a pod reaches its own address behind a headless Service', () => {
  const pod = `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: []}`;
  const headless = service(
    'shop/web',
    '{clusterIP: None, selector: {app: web}, ports: [{port: 80}]}',
  );
  const asked = { from: 'shop/web', to: 'shop/web' };
  expect(lines(ask(clusterFrom(pod, headless, DENY), asked))).toEqual([
    'shop/web 80 itself allowed',
  ]);
});
