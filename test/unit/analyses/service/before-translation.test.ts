import { expect, test } from 'vitest';
import { explainService, podEnds } from '../../../../lib/analyses';
import { type Assume, portable, withOverrides } from '../../../../lib/platform';
import { clusterFrom, policy, service, workload } from '../../../support/cluster-from';

const WEB = workload('shop/web');
const DB = workload('shop/db', { pg: 5432 });
const spec = (more: string) =>
  `{selector: {app: db}, ports: [{port: 80, targetPort: 5432}]${more}}`;

interface Asked {
  readonly egress: string;
  readonly service?: string;
  readonly assume?: Assume;
  readonly serviceCidrs?: readonly string[];
}

/** `denied`, or `undecided` with its reasons: web to db through the Service. */
function verdict({ egress, service: more = '', assume = {}, serviceCidrs }: Asked): string {
  const text = `{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: ${egress}}`;
  const cluster = clusterFrom(WEB, DB, service('shop/db', spec(more)), policy('shop/web', text));
  const from = podEnds(cluster, 'workload').filter(({ endpoint }) => endpoint.id === 'shop/web');
  const profile = withOverrides(portable, {
    assume,
    ...(serviceCidrs === undefined ? {} : { serviceCidrs }),
  });
  return cluster.services
    .flatMap((each) => explainService(cluster, profile, { from, service: each }).explanations)
    .flatMap(({ cases }) => cases)
    .map((each) => [each.verdict, ...each.reasons.map(({ id }) => id)].join(' '))
    .join();
}

const PEER = '{podSelector: {matchLabels: {app: db}}}';
const ports = (...numbers: readonly number[]) =>
  `ports: [${numbers.map((port) => `{port: ${port}}`).join(', ')}]`;
const VIP = { 'policy-sees-service-ip': true } as const;
const TRANSLATED = { 'policy-sees-service-ip': false } as const;

test.each([
  ['the pods on every port', `[{to: [${PEER}]}]`],
  ['the pods on both ports', `[{to: [${PEER}], ${ports(80, 5432)}}]`],
  ['everyone on both ports', `[{${ports(80, 5432)}}]`],
  ['every pod of every namespace', '[{to: [{namespaceSelector: {}}]}]'],
])('a rule for %s decides whatever the plugin sees', (_, egress) => {
  expect(verdict({ egress })).toBe('allowed');
});

test('a rule for nobody decides whatever the plugin sees', () => {
  expect(verdict({ egress: '[]' })).toBe('denied');
});

test('a rule for pods that names the target port only depends on the release', () => {
  const egress = `[{to: [${PEER}], ${ports(5432)}}]`;
  expect(verdict({ egress })).toBe('undecided policy-sees-service-ip service-port');
  expect(verdict({ egress, assume: VIP })).toBe('undecided service-port');
  expect(verdict({ egress, assume: TRANSLATED })).toBe('allowed');
});

test('a rule for everyone on the target port misses the port of the Service', () => {
  const egress = `[{${ports(5432)}}]`;
  expect(verdict({ egress })).toBe('undecided policy-sees-service-ip');
  expect(verdict({ egress, assume: VIP })).toBe('denied');
  expect(verdict({ egress, assume: TRANSLATED })).toBe('allowed');
});

test('a rule for everyone on the port of the Service misses the target port', () => {
  const egress = `[{${ports(80)}}]`;
  expect(verdict({ egress, assume: VIP })).toBe('allowed');
  expect(verdict({ egress, assume: TRANSLATED })).toBe('denied');
});

test('a peer that matches the pods and not the selector of the Service lists no address of it', () => {
  const egress = '[{to: [{podSelector: {matchExpressions: [{key: tier, operator: Exists}]}}]}]';
  const tiered = DB.replace('{app: db}', '{app: db, tier: data}');
  const text = `{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: ${egress}}`;
  const cluster = clusterFrom(WEB, tiered, service('shop/db', spec('')), policy('shop/web', text));
  const from = podEnds(cluster, 'workload').filter(({ endpoint }) => endpoint.id === 'shop/web');
  const [db] = cluster.services;
  expect(db).toBeDefined();
  if (db === undefined) return;
  const of = (assume: Assume) =>
    explainService(cluster, withOverrides(portable, { assume }), { from, service: db }).verdict;
  expect([of(VIP), of(TRANSLATED), of({})]).toEqual(['denied', 'allowed', 'undecided']);
});

const BLOCK = (cidr: string) => `[{to: [{ipBlock: {cidr: ${cidr}}}], ${ports(80)}}]`;

test('a block decides by the address of the Service', () => {
  const more = ', clusterIP: 10.96.0.7';
  expect(verdict({ egress: BLOCK('10.96.0.0/12'), service: more, assume: VIP })).toBe('allowed');
  expect(verdict({ egress: BLOCK('10.0.0.0/16'), service: more, assume: VIP })).toBe('denied');
});

test('a block around an unknown address is open until the profile says where Services live', () => {
  const egress = BLOCK('10.96.0.0/12');
  expect(verdict({ egress, assume: VIP })).toBe('undecided service-addresses');
  expect(verdict({ egress, assume: VIP, serviceCidrs: ['10.96.0.0/16'] })).toBe('allowed');
  expect(verdict({ egress, assume: VIP, serviceCidrs: ['172.20.0.0/16'] })).toBe('denied');
});

test('a headless Service is never seen', () => {
  const egress = `[{to: [${PEER}], ${ports(5432)}}]`;
  expect(verdict({ egress, service: ', clusterIP: None', assume: VIP })).toBe('allowed');
});

test('a rule names the protocol too', () => {
  const egress = `[{to: [${PEER}], ports: [{port: 80, protocol: UDP}, {port: 5432, protocol: UDP}]}]`;
  expect(verdict({ egress })).toBe('denied');
});

test('a cluster that does not enforce lets everything through', () => {
  expect(verdict({ egress: '[]', assume: { enforces: false } })).toBe('allowed');
});
