import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { Findings, PolicyApp } from '../../../../lib/cdk8s';
import {
  allNamespaces,
  allPods,
  allPorts,
  CiliumNetworkPolicy,
  type CiliumNetworkPolicyProps,
  DefaultDenyNamespace,
  declareProfile,
  everyone,
  from,
  fromEntities,
  http,
  internet,
  ipBlock,
  namespace,
  namespaces,
  oneOf,
  overHttp,
  pods,
  provenanceOf,
  sameNamespace,
  statementsOf,
  tcp,
  to,
  toEntities,
  toNames,
  udp,
} from '../../../../lib/constructs';
import { ACKNOWLEDGED } from '../../../../lib/constructs/unevaluated/self-acknowledgement';
import { ACKNOWLEDGE_ANNOTATION } from '../../../../lib/model/unmodelled';
import { eks, profileNamed } from '../../../../lib/platform';
import { newChart, told, yamlOf } from '../charts';
import { codesOf, javascript, refusalOf, refusalsOf } from '../dsl/refusals';

const cilium = profileNamed('cilium');
const api = pods({ app: 'api' });

/** The spec of a policy in namespace shop with these lists. */
function specOf(rules: Omit<CiliumNetworkPolicyProps, 'select'>) {
  const chart = newChart({ namespace: 'shop' });
  const props = javascript<CiliumNetworkPolicyProps>({ select: api, ...rules });
  new CiliumNetworkPolicy(chart, 'policy', props);
  return chart.toJson()[0].spec;
}

/** The annotation of the CiliumNetworkPolicy of a chart. */
function acknowledgedBy(chart: Chart): string | undefined {
  const policy = chart.toJson().find(({ kind }) => kind === 'CiliumNetworkPolicy');
  return policy.metadata.annotations?.[ACKNOWLEDGED];
}

test('a policy is written with every peer, port and label as Cilium has it', async () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop');
  new CiliumNetworkPolicy(shop, 'api', {
    select: api,
    ingress: [
      from(pods({ app: oneOf('web', 'cli') })).on(tcp(8080), tcp('metrics')),
      from(namespaces({ team: 'a' }), namespace('ops'), allNamespaces()).on(udp(53)),
      fromEntities('host', 'remote-node').on(tcp(10250)),
    ],
    egress: [
      toEntities('kube-apiserver').on(tcp(443), tcp(6443)),
      to(pods({ app: 'db' }), ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] })).on(
        tcp.range(5000, 5010),
      ),
    ],
  });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/cilium-network-policy.yaml');
});

test('an empty list isolates and allows nothing: Cilium takes one empty rule for that', () => {
  expect(specOf({ ingress: [], egress: [] })).toMatchObject({ ingress: [{}], egress: [{}] });
});

test('a direction that is left out is left alone', () => {
  expect(specOf({ egress: [] })).not.toHaveProperty('ingress');
});

test('every pod of the namespace is named by its namespace, never by an empty selector', () => {
  const { ingress } = specOf({ ingress: [from(sameNamespace()).on(tcp(80))] });
  expect(ingress[0].fromEndpoints).toEqual([
    { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'shop' } },
  ]);
});

test('everyone is said as an entity, whether there are ports or not', () => {
  const { ingress } = specOf({
    ingress: [from(everyone()).on(tcp(80)), from(everyone()).on(allPorts())],
  });
  expect(ingress).toEqual([
    { fromEntities: ['all'], toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }] },
    { fromEntities: ['all'] },
  ]);
});

test('every port of a protocol is port 0 of it', () => {
  const { egress } = specOf({ egress: [toEntities('world').on(tcp.all())] });
  expect(egress[0].toPorts).toEqual([{ ports: [{ port: '0', protocol: 'TCP' }] }]);
});

test('more ports than one entry holds become several entries', () => {
  const ports = Array.from({ length: 41 }, (_, index) => tcp(8000 + index));
  const { egress } = specOf({ egress: [toEntities('world').on(ports)] });
  expect(egress[0].toPorts.map((each: { ports: unknown[] }) => each.ports.length)).toEqual([40, 1]);
});

test('a deny that leaves the rest alone says so', () => {
  const deny = [to(ipBlock('192.0.2.0/24')).on(allPorts())];
  expect(specOf({ egressDeny: deny, isolates: false })).toEqual({
    endpointSelector: { matchLabels: { 'k8s:app': 'api' } },
    enableDefaultDeny: { egress: false },
    egressDeny: [{ toCIDRSet: [{ cidr: '192.0.2.0/24' }] }],
  });
});

test('the flows that intents can name are stated, nodes are not', () => {
  const chart = newChart({ namespace: 'shop' });
  new CiliumNetworkPolicy(chart, 'api', {
    select: api,
    ingress: [from(pods({ app: 'web' })).on(tcp(8080))],
    egress: [toEntities('kube-apiserver').on(tcp(6443)), toEntities('world-ipv4').on(tcp(443))],
  });
  expect(statementsOf(chart).flatMap(({ flows }) => flows)).toMatchObject([
    { ports: [{ port: 8080 }] },
    { to: [{ kind: 'addresses', cidrs: ['0.0.0.0/0'] }], ports: [{ port: 443 }] },
  ]);
});

test('each written rule keeps its line and its reason', () => {
  const chart = newChart({ namespace: 'shop' });
  const policy = new CiliumNetworkPolicy(chart, 'api', {
    select: api,
    egress: [
      to(pods({ app: 'db' }), ipBlock('10.0.0.0/8')).on(tcp(5432)),
      toEntities('kube-apiserver').on(tcp(6443)).because('watches its resources'),
    ],
  });
  expect(provenanceOf(policy)?.rules).toMatchObject([
    { index: 0 },
    { index: 1 },
    { index: 2, reason: { reason: 'watches its resources' } },
  ]);
});

test('a rule whose justification has passed is refused at synth', () => {
  const policy = new CiliumNetworkPolicy(newChart({ namespace: 'shop' }), 'api', {
    select: api,
    egress: [toEntities('world').on(tcp(80)).because('for now', { until: '2020-01-31' })],
  });
  expect(policy.node.validate()).toHaveLength(1);
});

test('the annotation is the one that the model reads', () => {
  expect(ACKNOWLEDGED).toBe(ACKNOWLEDGE_ANNOTATION);
});

test('a policy that only adds to what is isolated says so itself, and the app is proven', () => {
  const app = new PolicyApp({ profile: cilium });
  const chart = new Chart(app, 'shop');
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  const rule = toEntities('kube-apiserver').on(tcp(6443));
  new CiliumNetworkPolicy(shop, 'api', { select: api, egress: [rule] });
  expect(acknowledgedBy(chart)).toBe(
    'not evaluated yet; it closes nothing, and opens egress of pods app=api in namespace shop to Cilium entity kube-apiserver on 6443/TCP',
  );
  expect(app.synthYaml()).toContain('kube-apiserver');
});

test('the isolation may come after the policy', () => {
  const chart = newChart();
  new CiliumNetworkPolicy(chart, 'api', {
    namespace: 'shop',
    select: api,
    egress: [toEntities('kube-apiserver').on(tcp(6443))],
  });
  expect(acknowledgedBy(chart)).toBeUndefined();
  new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  expect(acknowledgedBy(chart)).toContain('not evaluated yet');
});

test('a policy that may close waits for its author', () => {
  const app = new PolicyApp({ profile: cilium });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const policy = new CiliumNetworkPolicy(chart, 'api', {
    select: api,
    egressDeny: [to(ipBlock('192.0.2.0/24')).on(allPorts())],
    isolates: false,
  });
  expect(refusalOf(() => app.synthYaml())).toContain('is not modelled and not acknowledged');
  Findings.of(policy).acknowledge({ id: 'unmodelled-kind', reason: 'sinkhole of the SOC team' });
  expect(app.synthYaml()).toContain('egressDeny');
});

test('a plugin other than Cilium is refused where the profile names one', () => {
  const app = new App();
  declareProfile(app, eks());
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const refusals = refusalsOf(
    () => new CiliumNetworkPolicy(chart, 'api', { select: api, egress: [] }),
  );
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/wrong-plugin: \`CiliumNetworkPolicy\` has no effect under profile \`eks\`, whose plugin is aws-vpc-cni
    => declare a profile with cilium, or leave it out
    at () => new CiliumNetworkPolicy(chart, 'api', { select: api, egress: [] }),",
    ]
  `);
});

test('an entity that Cilium does not know is refused with the nearest one', () => {
  expect(refusalOf(() => toEntities(javascript<'all'>('kube-api-server')))).toContain(
    'did you mean `kube-apiserver`?',
  );
});

test('an entity that means everything stands alone', () => {
  expect(codesOf(() => toEntities('all', 'world'))).toEqual(['constructs/stands-alone']);
});

test('no entity at all is refused: Cilium would read it as nobody', () => {
  expect(codesOf(() => toEntities())).toEqual(['constructs/empty-list']);
});

test('the name of a port cannot be asked of an entity', () => {
  expect(codesOf(() => toEntities('world').on(tcp('http')))).toEqual([
    'constructs/named-port-to-address',
  ]);
});

test('no rule at all is refused: Cilium accepts the object and enforces nothing', () => {
  expect(codesOf(() => specOf({}))).toEqual(['constructs/no-direction']);
});

test('a deny that would isolate as well must say so', () => {
  const deny = [to(internet()).on(allPorts())];
  expect(refusalOf(() => specOf({ egressDeny: deny }))).toMatchInlineSnapshot(
    `"\`egressDeny\` alone isolates the pods for egress, and would cut everything else => give \`isolates: false\` to deny this and nothing else, or \`isolates: true\`"`,
  );
});

test('a deny of nothing is refused', () => {
  expect(codesOf(() => specOf({ egressDeny: [], isolates: false }))).toEqual([
    'constructs/empty-list',
  ]);
});

test('a list that allows nothing contradicts leaving the rest alone', () => {
  expect(codesOf(() => specOf({ egress: [], isolates: false }))).toEqual([
    'constructs/contradicting-options',
  ]);
});

test('a rule of the other direction is refused', () => {
  const ingress = javascript<[]>([toEntities('world').on(tcp(80))]);
  expect(codesOf(() => specOf({ ingress }))).toEqual(['constructs/not-a-rule']);
});

test.each([
  ['ports', { ...toEntities('world').on(tcp(80)), ports: [] }],
  ['entities', { ...toEntities('world').on(tcp(80)), entities: [] }],
  ['names', { ...toNames('a.example.com').on(tcp(80)), names: [] }],
  ['requests', { ...overHttp(to(api).on(tcp(80)), http({ path: '/' })), layer7: { http: [] } }],
])('a copied rule that lost its %s is refused: it would mean everyone or nobody', (_, rule) => {
  const egress = javascript<[]>([rule]);
  expect(refusalOf(() => specOf({ egress }))).toContain('holds a rule that lost its conditions');
});

test('a hole in a list of rules is refused', () => {
  const egress = javascript<[]>(Object.assign(new Array(2), [toEntities('world').on(tcp(80))]));
  expect(codesOf(() => specOf({ egress }))).toEqual(['constructs/not-a-rule']);
});

test('pods of another namespace are no subject', () => {
  const select = javascript<typeof api>(api.in(namespace('other')));
  const chart = newChart({ namespace: 'shop' });
  expect(codesOf(() => new CiliumNetworkPolicy(chart, 'api', { select, egress: [] }))).toEqual([
    'constructs/not-a-subject',
  ]);
});

test('two policies of one name in a namespace are refused, a NetworkPolicy beside is not', () => {
  const chart = newChart({ namespace: 'shop' });
  new CiliumNetworkPolicy(chart, 'one', { name: 'api', select: allPods(), egress: [] });
  expect(
    codesOf(() => new CiliumNetworkPolicy(chart, 'two', { name: 'api', select: api, egress: [] })),
  ).toEqual(['constructs/duplicate-policy']);
});
