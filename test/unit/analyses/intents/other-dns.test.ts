import { expect, test } from 'vitest';
import { eks, kind } from '../../../../lib/platform';
import { deployment, lines, outcome, policy } from '../../../support/intents';

const RESOLVES = 'intents: [{ every: shop/web, resolves-names: true }]';
const KUBE_DNS =
  '{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }, { port: 53 }] }';
const DNS_ONLY = policy('dns', `{ podSelector: {}, policyTypes: [Egress], egress: [${KUBE_DNS}] }`);

/** The answer about a pod with these fields in its spec. */
const about = (spec: string, policies = DNS_ONLY, profile = kind()) =>
  outcome(`${deployment('web', 'app: web', { spec })}${policies}`, RESOLVES, profile);

const openTo = (cidr: string) =>
  policy(
    'own',
    `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }], ports: [{ port: 53, protocol: UDP }] }] }`,
  );

test('a pod that asks the DNS of the cluster has nothing to be told', () => {
  expect(about('')).toMatchObject({ verdict: 'holds', notes: [] });
});

test.each(['ClusterFirst', 'ClusterFirstWithHostNet'])('%s asks it too', (dnsPolicy) => {
  expect(about(`dnsPolicy: ${dnsPolicy},`)).toMatchObject({ verdict: 'holds', notes: [] });
});

test('a pod that asks its node is not fine by a rule for the DNS of the cluster', () => {
  expect(about('dnsPolicy: Default,')).toMatchObject({
    verdict: 'undecided',
    notes: [{ kind: 'unknown-dns', end: 'shop/web', dnsPolicy: 'Default' }],
  });
});

test('one whose egress nothing isolates resolves names, and finds no Service by them', () => {
  expect(about('dnsPolicy: Default,', '')).toMatchObject({
    verdict: 'holds',
    notes: [{ kind: 'other-dns', end: 'shop/web', dnsPolicy: 'Default' }],
  });
});

test('one whose policies open DNS to every address does, too', () => {
  const everywhere = policy(
    'own',
    '{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 53, protocol: UDP }] }] }',
  );
  expect(about('dnsPolicy: Default,', everywhere).verdict).toBe('holds');
});

test('where the profile tells what nodes ask, the rule for it counts', () => {
  const profile = eks({ dns: ['kube-dns', 'aws-vpc'] });
  const opened = openTo('169.254.169.253/32');
  expect(about('dnsPolicy: Default,', opened, profile).verdict).toBe('holds');
  expect(about('dnsPolicy: Default,', DNS_ONLY, profile).verdict).toBe('undecided');
});

test('name servers of its own are asked by their addresses', () => {
  const spec = 'dnsPolicy: None, dnsConfig: { nameservers: [203.0.113.53] },';
  expect(about(spec, openTo('203.0.113.53/32'))).toMatchObject({
    verdict: 'holds',
    notes: [{ kind: 'other-dns', end: 'shop/web', dnsPolicy: 'None' }],
  });
  const broken = about(spec);
  expect(broken.verdict).toBe('broken');
  expect(lines(broken)).toEqual(['shop/web -> 203.0.113.53/32 UDP 53 (denied)']);
});

test('one name server that answers is enough', () => {
  const spec = 'dnsPolicy: None, dnsConfig: { nameservers: [203.0.113.53, 203.0.113.54] },';
  expect(about(spec, openTo('203.0.113.54/32')).verdict).toBe('holds');
});

test('a name server that may be a Service is undecided: most plugins judge the pods behind it', () => {
  const spec = 'dnsPolicy: None, dnsConfig: { nameservers: [10.96.0.10] },';
  expect(about(spec).verdict).toBe('undecided');
});

test('a name server outside of the declared Service range is none', () => {
  const spec = 'dnsPolicy: None, dnsConfig: { nameservers: [10.200.0.10] },';
  expect(about(spec).verdict).toBe('broken');
});

test.each(['', 'dnsPolicy: ClusterFirst,', 'dnsPolicy: Default,'])(
  'a pod on the host network asks its node with %j, and is told of it',
  (dnsPolicy) => {
    const held = about(`hostNetwork: true, ${dnsPolicy}`);
    expect(held.verdict).toBe('holds');
    expect(held.notes).toMatchObject([{ kind: 'other-dns', end: 'shop/web', hostNetwork: true }]);
  },
);

test('ClusterFirstWithHostNet asks the DNS of the cluster from there', () => {
  const held = about('hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet,');
  expect(held).toMatchObject({ verdict: 'holds', notes: [] });
});
