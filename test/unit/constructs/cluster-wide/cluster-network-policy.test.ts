import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Findings, PolicyApp } from '../../../../lib/cdk8s';
import {
  accept,
  allNamespaces,
  allPorts,
  anyIp,
  anywhere,
  ClusterNetworkPolicy,
  type ClusterNetworkPolicyProps,
  type ClusterRule,
  DefaultDenyNamespace,
  declareProfile,
  deny,
  everyone,
  from,
  Intent,
  internet,
  ipBlock,
  namespace,
  namespaces,
  no,
  oneOf,
  pass,
  pods,
  present,
  provenanceOf,
  sameNamespace,
  sctp,
  statementsOf,
  tcp,
  to,
  toDomainNames,
  toNodes,
  udp,
} from '../../../../lib/constructs';
import { openshift, type Profile, profileNamed, withOverrides } from '../../../../lib/platform';
import { hasClusterPolicySchemas, schemaProblems } from '../../../support/cluster-policy-schema';
import { namesIn, newChart, told, yamlOf } from '../charts';
import { codesOf, javascript, refusalOf, refusalsOf } from '../dsl/refusals';

type Egress = readonly ClusterRule<'egress'>[];
const everyPod = to(allNamespaces()).on(allPorts());
const subject = namespaces({ team: 'shop' });

function policyWith(rules: Partial<ClusterNetworkPolicyProps>, profile?: Profile): Chart {
  const app = new App();
  if (profile !== undefined) declareProfile(app, profile);
  const chart = new Chart(app, 'guard');
  const props = { tier: 'Admin', priority: 10, subject, ...rules };
  new ClusterNetworkPolicy(chart, 'guard', javascript<ClusterNetworkPolicyProps>(props));
  return chart;
}

function egressOf(egress: Egress, rest: Partial<ClusterNetworkPolicyProps> = {}) {
  return policyWith({ egress, ...rest }).toJson()[0].spec.egress;
}

/** One policy with every kind of peer, port and action that a channel knows. */
function everything(channel: 'standard' | 'experimental'): Chart {
  const far =
    channel === 'standard'
      ? []
      : [
          accept(toNodes({ 'kubernetes.io/os': 'linux', gpu: present() }).on(tcp(10250))),
          accept(toDomainNames('registry.example.com', '*.example.org').on(tcp(443))),
        ];
  return policyWith({
    channel,
    ingress: [
      accept(from(pods({ app: 'prometheus' }).in(namespace('monitoring'))).on(tcp('metrics'))),
      pass(from(namespaces({ tenant: oneOf('a', 'b') })).on(allPorts()), { name: 'tenants' }),
      deny(from(allNamespaces()).on(tcp.all(), udp.range(8000, 8100), sctp(7777))),
    ],
    egress: [
      pass(everyPod),
      ...far,
      deny(to(ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] })).on(allPorts())),
    ],
  });
}

test('a policy is written with every action, peer and port', async () => {
  await expect(yamlOf(everything('standard'))).toMatchFileSnapshot(
    '__snapshots__/cluster-network-policy.yaml',
  );
});

test('nodes and domain names need the experimental channel', async () => {
  await expect(yamlOf(everything('experimental'))).toMatchFileSnapshot(
    '__snapshots__/cluster-network-policy-experimental.yaml',
  );
});

describe.skipIf(!hasClusterPolicySchemas)('the published CRD', () => {
  test.each(['standard', 'experimental'] as const)('accepts what is written for %s', (channel) => {
    const [object] = everything(channel).toJson();
    expect(schemaProblems(channel, object)).toEqual([]);
    expect(schemaProblems('experimental', object)).toEqual([]);
  });

  test('of the standard channel does not know nodes and domain names', () => {
    const [object] = everything('experimental').toJson();
    expect(schemaProblems('standard', object)).not.toEqual([]);
  });

  test('refuses an empty protocol, so that this test can fail', () => {
    const [object] = everything('standard').toJson();
    object.spec.ingress[0].protocols = [{ tcp: {} }];
    expect(schemaProblems('standard', object)).toEqual([
      '/spec/ingress/0/protocols/0/tcp must NOT have fewer than 1 properties',
    ]);
  });
});

test('every port of a protocol is a range: an empty protocol is refused by the CRD', () => {
  const [rule] = egressOf([deny(to(namespace('blog')).on(tcp.all()))]);
  expect(rule.protocols).toEqual([
    { tcp: { destinationPort: { range: { start: 1, end: 65535 } } } },
  ]);
});

test('a range of one port is that port: the CRD wants its start before its end', () => {
  const [rule] = egressOf([deny(to(namespace('blog')).on(tcp.range(80, 80)))]);
  expect(rule.protocols).toEqual([{ tcp: { destinationPort: { number: 80 } } }]);
});

test('every port of every protocol is no condition, ICMP included', () => {
  expect(egressOf([deny(to(namespace('blog')).on(allPorts()))])[0]).not.toHaveProperty('protocols');
});

test('anywhere is every pod and every address: a list of peers is required', () => {
  expect(egressOf([deny(to(anywhere()).on(tcp(25)))])[0].to).toEqual([
    { namespaces: {} },
    { networks: ['0.0.0.0/0', '::/0'] },
  ]);
});

test('exceptions of a block are taken out of it: networks have none', () => {
  const [rule] = egressOf([
    deny(to(ipBlock('192.0.2.0/24', { except: ['192.0.2.0/25'] })).on(allPorts())),
  ]);
  expect(rule.to).toEqual([{ networks: ['192.0.2.128/25'] }]);
});

test('more blocks than one peer holds become several peers', () => {
  const [rule] = egressOf([accept(to(internet()).on(tcp(443)))]);
  const sizes = rule.to.map(({ networks }: { networks: string[] }) => networks.length);
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBe(25);
});

test('a cluster-wide policy gets no namespace from its chart', () => {
  const chart = newChart({ namespace: 'shop' });
  new ClusterNetworkPolicy(chart, 'guard', {
    tier: 'Baseline',
    priority: 0,
    subject: allNamespaces(),
    egress: [pass(everyPod)],
  });
  expect(namesIn(chart)).toEqual(['guard']);
});

test('what is accepted is stated, what is denied or passed is not', () => {
  const chart = policyWith({
    egress: [
      accept(to(namespace('blog')).on(tcp(80))),
      pass(to(namespace('ops')).on(tcp(81))),
      deny(to(namespace('lab')).on(tcp(82))),
    ],
  });
  expect(statementsOf(chart).flatMap(({ flows }) => flows)).toMatchObject([
    { to: [{ namespaces: { name: 'blog' } }], ports: [{ port: 80 }] },
  ]);
});

test('each rule keeps its line and its reason', () => {
  const chart = policyWith({
    egress: [deny(to(namespace('blog')).on(tcp(80)).because('decommissioned'))],
  });
  const policy = chart.node.findChild('guard');
  expect(provenanceOf(policy)?.rules).toMatchObject([
    { direction: 'egress', index: 0, reason: { reason: 'decommissioned' } },
  ]);
});

test('a rule whose justification has passed is refused at synth', () => {
  const chart = policyWith({
    egress: [deny(to(namespace('blog')).on(tcp(80)).because('for now', { until: '2020-01-31' }))],
  });
  expect(chart.node.findChild('guard').node.validate()).toHaveLength(1);
});

test('a policy that denies waits for its author', () => {
  const app = new PolicyApp();
  const chart = new Chart(app, 'guard');
  const guard = new ClusterNetworkPolicy(chart, 'guard', {
    tier: 'Admin',
    priority: 10,
    subject,
    egress: [deny(to(namespace('lab')).on(allPorts()))],
  });
  expect(refusalOf(() => app.synthYaml())).toContain(
    'ClusterNetworkPolicy guard (policy.networking.k8s.io/v1alpha2) is not modelled and not acknowledged',
  );
  Findings.of(guard).acknowledge({ id: 'unmodelled-kind', reason: 'the lab is nobody’s business' });
  expect(app.synthYaml()).toContain('action: Deny');
});

test('a policy that only accepts says itself that it is not evaluated', () => {
  const app = new PolicyApp();
  new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop', { dns: 'none' });
  new ClusterNetworkPolicy(new Chart(app, 'guard'), 'guard', {
    tier: 'Admin',
    priority: 10,
    subject,
    egress: [accept(to(pods({ 'k8s-app': 'kube-dns' }).in(namespace('kube-system'))).on(udp(53)))],
  });
  expect(app.synthYaml()).toContain(
    'opens egress of pods in namespaces team=shop to pods k8s-app=kube-dns in namespace kube-system on 53/UDP',
  );
});

test('blocks match pods: one that accepts a block of them waits where flows to pods are forbidden', () => {
  const app = new PolicyApp();
  const shop = new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop', { dns: 'none' });
  new Intent(shop, 'apart', no(namespace('shop')).reaches(namespace('blog')));
  new ClusterNetworkPolicy(new Chart(app, 'guard'), 'guard', {
    tier: 'Admin',
    priority: 10,
    subject: namespace('shop'),
    egress: [accept(to(ipBlock('10.0.0.0/8')).on(allPorts()))],
  });
  expect(refusalOf(() => app.synthYaml())).toContain('is not modelled and not acknowledged');
});

test('the name of a port is that of any protocol: it waits where one of them is forbidden', () => {
  const app = new PolicyApp();
  const shop = new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop', { dns: 'none' });
  new Intent(shop, 'apart', no(namespace('blog')).reaches(namespace('shop'), tcp(9090)));
  new ClusterNetworkPolicy(new Chart(app, 'guard'), 'guard', {
    tier: 'Admin',
    priority: 10,
    subject: namespace('shop'),
    ingress: [accept(from(namespace('blog')).on(udp('metrics')))],
  });
  expect(refusalOf(() => app.synthYaml())).toContain('is not modelled and not acknowledged');
});

test('what the Baseline tier accepts excuses no rule of a NetworkPolicy', () => {
  const chart = newChart();
  const rule = accept(everyPod);
  const parts = { priority: 10, subject, egress: [rule] };
  new ClusterNetworkPolicy(chart, 'baseline', { ...parts, tier: 'Baseline' });
  expect(statementsOf(chart).flatMap(({ flows }) => flows)).toEqual([]);
  new ClusterNetworkPolicy(chart, 'admin', { ...parts, tier: 'Admin' });
  expect(statementsOf(chart).flatMap(({ flows }) => flows)).toHaveLength(1);
});

test('one that accepts what somebody forbids waits for its author', () => {
  const app = new PolicyApp();
  const chart = new Chart(app, 'guard');
  new Intent(chart, 'closed', no(namespaces({ team: 'shop' })).reaches(namespace('lab')));
  new DefaultDenyNamespace(chart, 'lab', { dns: 'none' });
  new ClusterNetworkPolicy(chart, 'guard', {
    tier: 'Admin',
    priority: 10,
    subject,
    egress: [accept(everyPod)],
  });
  expect(refusalOf(() => app.synthYaml())).toContain('is not modelled and not acknowledged');
});

test('a priority may be given once in a tier of the app, whatever the chart', () => {
  const app = new App();
  const make = (id: string, tier: 'Admin' | 'Baseline') =>
    new ClusterNetworkPolicy(new Chart(app, id), 'guard', {
      name: id,
      tier,
      priority: 10,
      subject,
      egress: [pass(everyPod)],
    });
  make('one', 'Admin');
  make('two', 'Baseline');
  expect(told(refusalsOf(() => make('three', 'Admin')))).toMatchInlineSnapshot(`
    [
      "constructs/duplicate-priority: \`three/guard\` and \`one/guard\` both have priority 10 in tier Admin
    => give one of them another: 11 is free
    at new ClusterNetworkPolicy(new Chart(app, id), 'guard', {",
    ]
  `);
});

test('a profile whose plugin does not know the kind is refused', () => {
  expect(codesOf(() => policyWith({ egress: [pass(everyPod)] }, openshift()))).toEqual([
    'constructs/wrong-plugin',
  ]);
});

test.each([-1, 1001, 1.5, Number.NaN, '10'])('priority %s is refused', (priority) => {
  const props = { egress: [pass(everyPod)], priority: javascript<number>(priority) };
  expect(codesOf(() => policyWith(props))).toEqual(['constructs/illegal-cluster-policy']);
});

test('a tier that is misspelt is refused with the nearest one', () => {
  const tier = javascript<'Admin'>('admin');
  expect(refusalOf(() => policyWith({ egress: [pass(everyPod)], tier }))).toContain('`Admin`');
});

test.each([
  ['pods without a namespace', pods({ app: 'web' })],
  ['addresses', anyIp()],
  ['nothing', undefined],
])('a subject of %s is refused', (_, given) => {
  const props = { egress: [pass(everyPod)], subject: javascript<typeof subject>(given) };
  const [code] = codesOf(() => policyWith(props));
  expect(['constructs/no-own-namespace', 'constructs/missing-option']).toContain(code);
});

test('a peer that says no namespace is refused', () => {
  expect(codesOf(() => egressOf([deny(to(pods({ app: 'web' })).on(tcp(80)))]))).toEqual([
    'constructs/no-own-namespace',
  ]);
  expect(codesOf(() => egressOf([deny(to(sameNamespace()).on(tcp(80)))]))).toEqual([
    'constructs/no-own-namespace',
  ]);
});

test.each([
  ['addresses', from(anyIp()).on(tcp(80))],
  ['everyone', from(everyone()).on(tcp(80))],
])('%s as ingress peer is refused: the CRD knows none', (_, rule) => {
  expect(codesOf(() => policyWith({ ingress: [deny(rule)] }))).toEqual([
    'constructs/illegal-cluster-policy',
  ]);
});

test.each([
  ['nodes', () => toNodes({ gpu: 'yes' }).on(tcp('http'))],
  ['domain names', () => toDomainNames('a.example.com').on(tcp('http'))],
  ['every address', () => egressOf([deny(to(anywhere()).on(tcp('http')))])],
])('the name of a port towards %s is refused in the words of the CRD', (_, call) => {
  expect(refusalOf(call)).toContain(
    'networks/nodes/domainNames peer cannot be set with namedPorts since there are no namedPorts for networks/nodes/domainNames',
  );
});

test('the name of a port towards a block is refused where the rule is written', () => {
  expect(codesOf(() => to(ipBlock('10.0.0.0/8')).on(tcp('http')))).toEqual([
    'constructs/named-port-to-address',
  ]);
});

test('a range that ends before it starts is refused where it is written', () => {
  expect(codesOf(() => tcp.range(90, 80))).toEqual(['constructs/port-range-reversed']);
});

test('what is no block is refused where it is written', () => {
  expect(codesOf(() => ipBlock('api.example.com'))).toEqual(['constructs/not-a-cidr']);
});

test.each([
  ['nodes', accept(toNodes({ gpu: 'yes' }).on(tcp(80)))],
  ['domain names', accept(toDomainNames('a.example.com').on(tcp(80)))],
])('%s in the standard channel are refused', (_, rule) => {
  expect(refusalOf(() => egressOf([rule]))).toContain("give `channel: 'experimental'`");
});

test('domain names can only be accepted', () => {
  const rule = javascript<typeof everyPod>(toDomainNames('a.example.com').on(tcp(443)));
  expect(codesOf(() => deny(rule))).toEqual(['constructs/illegal-cluster-policy']);
});

test.each(['*', 'example', '*.*.example.com', 'a.*.com', 'https://a.example.com', '10.0.0.0/8'])(
  'the domain name %s is refused',
  (name) => {
    expect(codesOf(() => toDomainNames(name))).toEqual(['constructs/illegal-domain-name']);
  },
);

test('more than 25 rules, peers, ports or domain names are refused', () => {
  const many = Array.from({ length: 26 }, (_, index) => index + 1);
  const rules = many.map((each) => deny(to(namespace('blog')).on(tcp(each))));
  const peers = to(many.map((each) => namespace(`blog-${each}`))).on(tcp(80));
  const ports = to(namespace('blog')).on(many.map((each) => tcp(each)));
  for (const call of [
    () => egressOf(rules),
    () => egressOf([deny(peers)]),
    () => egressOf([deny(ports)]),
    () => toDomainNames(many.map((each) => `a${each}.example.com`)),
  ]) {
    expect(codesOf(call)).toEqual(['constructs/illegal-cluster-policy']);
  }
});

test('25 of each are taken', () => {
  const most = Array.from({ length: 25 }, (_, index) => index + 1);
  const peers = most.map((each) => namespace(`blog-${each}`));
  const rule = deny(to(peers).on(most.map((each) => tcp(each))));
  expect(egressOf(most.map(() => rule))).toHaveLength(25);
});

test('a name of a rule that is too long is refused', () => {
  expect(codesOf(() => deny(everyPod, { name: 'x'.repeat(101) }))).toEqual([
    'constructs/illegal-cluster-policy',
  ]);
});

test('a rule that is none is refused', () => {
  const egress = javascript<Egress>([everyPod]);
  expect(refusalOf(() => egressOf(egress))).toMatchInlineSnapshot(
    `"rule of \`egress\` of \`ClusterNetworkPolicy\` is \`an object\` => write accept(to(...).on(...)), deny(...) or pass(...)"`,
  );
});

test('an action on what is no rule is refused', () => {
  expect(codesOf(() => deny(javascript<typeof everyPod>({ to: [] })))).toEqual([
    'constructs/not-a-rule',
  ]);
});

test('a rule of the other direction is refused', () => {
  const ingress = javascript<[]>([deny(everyPod)]);
  expect(codesOf(() => policyWith({ ingress }))).toEqual(['constructs/not-a-rule']);
});

test.each([
  ['its action', { ...deny(everyPod), action: 'Allow' }],
  ['its peers', { ...deny(everyPod), matched: { ...everyPod, peers: [] } }],
  ['its ports', { ...deny(everyPod), matched: { ...everyPod, ports: [] } }],
  ['its labels', { ...deny(everyPod), matched: { ...toNodes({ a: 'b' }).on(tcp(1)), nodes: {} } }],
])('a copied rule that lost %s is refused', (_, rule) => {
  expect(refusalOf(() => egressOf(javascript<Egress>([rule])))).toContain(
    'is a rule that lost its conditions',
  );
});

test('a policy without rules is refused: it does nothing', () => {
  expect(codesOf(() => policyWith({}))).toEqual(['constructs/no-direction']);
  expect(codesOf(() => egressOf([]))).toEqual(['constructs/not-a-rule']);
});

test('denying every address is refused: it cuts pods from each other', () => {
  expect(refusalOf(() => egressOf([deny(to(anyIp()).on(allPorts()))]))).toMatchInlineSnapshot(
    `"denying \`0.0.0.0/0\` also stops traffic between pods: networks match inside the cluster too => deny internet() or smaller blocks, write pass(to(allNamespaces()).on(allPorts())) before it, name allNamespaces() beside it, or say where pods live in \`podCidrs\` of the profile"`,
  );
});

test.each<[string, Egress]>([
  ['where all pods are let through before', [pass(everyPod), deny(to(anyIp()).on(allPorts()))]],
  ['where all pods are named beside', [deny(to(allNamespaces(), anyIp()).on(allPorts()))]],
  ['for the internet', [deny(to(internet()).on(allPorts()))]],
  ['for one range', [deny(to(ipBlock('192.168.0.0/16')).on(allPorts()))]],
])('denying addresses is taken %s', (_, egress) => {
  expect(egressOf(egress)).toHaveLength(egress.length);
});

test('letting pods through after the deny is too late', () => {
  const egress = [deny(to(anyIp()).on(allPorts())), pass(everyPod)];
  expect(codesOf(() => egressOf(egress))).toEqual(['constructs/cuts-pods']);
});

test('where the profile knows the addresses of pods, a block that holds one is refused', () => {
  const profile = withOverrides(profileNamed('calico'), { podCidrs: ['192.168.0.0/16'] });
  const egress = [deny(to(ipBlock('192.168.128.0/17')).on(allPorts()))];
  expect(codesOf(() => policyWith({ egress }, profile))).toEqual(['constructs/cuts-pods']);
});
