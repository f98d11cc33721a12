import { describe, expect, test } from 'vitest';
import { evidence } from '../../../lib/analyses';
import { formatPorts, fromPortRanges } from '../../../lib/kernel';
import { parseManifests } from '../../../lib/manifests';
import { buildCluster, type Cluster } from '../../../lib/model';
import { portable, profileNamed } from '../../../lib/platform';
import type { EvidenceFlow, EvidenceResult } from '../../../lib/results';
import { originWithLines, type SidecarReason, type SidecarRule } from '../../../lib/sidecar';

const pod = (name: string, rest = '') =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: a, labels: {app: ${name}}}, spec: {containers: [], ${rest}}}`;
const PODS = [pod('web'), pod('db')];

/** A policy on `app=<name>` of the same name. */
const policy = (name: string, spec: string) =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: a}, spec: {podSelector: {matchLabels: {app: ${name}}}, ${spec}}}`;
const fromWeb = (...ports: readonly number[]) =>
  `{from: [{podSelector: {matchLabels: {app: web}}}], ports: [${ports.map((port) => `{port: ${port}}`).join(', ')}]}`;
const toDb = (port: number) =>
  `{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: ${port}}]}`;

type Reasons = Readonly<Record<string, readonly (SidecarReason | undefined)[]>>;

/** The cluster of some documents, of whose policies an app said why: `{ 'db ingress': [...] }`. */
function clusterOf(documents: readonly string[], reasons: Reasons = {}): Cluster {
  const rules = (key: string): readonly SidecarRule[] =>
    (reasons[key] ?? []).map((because) => (because === undefined ? {} : { because }));
  const read = parseManifests(documents.join('\n---\n'), 'a.yaml').manifests;
  const manifests = read.map((manifest) => {
    const { name, origin } = manifest;
    const said = { ingress: rules(`${name} ingress`), egress: rules(`${name} egress`) };
    return { ...manifest, origin: originWithLines(origin, { construct: name, rules: said }) };
  });
  return buildCluster(manifests).cluster;
}

function answer(documents: readonly string[], reasons?: Reasons, profile = portable) {
  return evidence(clusterOf(documents, reasons), profile, { today: '2027-01-31' });
}

const told = ({ from, to, ports, standing, egress, ingress }: EvidenceFlow) =>
  `${from} -> ${to} ${formatPorts(fromPortRanges(ports))} ${standing}: ${[...egress.rules, ...ingress.rules].join(' + ') || `${egress.open}, ${ingress.open}`}`;
const webToDb = ({ flows }: EvidenceResult) =>
  flows.filter(({ from, to }) => from === 'a/web' && to === 'a/db').map(told);

const why = { reason: 'orders are read' };

describe('a flow', () => {
  test('is justified by the reason of the rule that lets it through', () => {
    const db = policy('db', `ingress: [${fromWeb(5432)}]`);
    expect(webToDb(answer([...PODS, db], { 'db ingress': [why] }))).toEqual([
      'a/web -> a/db 5432/TCP justified: a/db ingress[0]',
    ]);
  });

  test('is without justification where nobody says why', () => {
    const db = policy('db', `ingress: [${fromWeb(5432)}]`);
    expect(webToDb(answer([...PODS, db]))).toEqual([
      'a/web -> a/db 5432/TCP unjustified: a/db ingress[0]',
    ]);
  });

  test('is split by ports where other rules let these through', () => {
    const db = policy('db', `ingress: [${fromWeb(5432, 9187)}, ${fromWeb(9187, 80)}]`);
    expect(webToDb(answer([...PODS, db], { 'db ingress': [why] }))).toEqual([
      'a/web -> a/db 80/TCP unjustified: a/db ingress[1]',
      'a/web -> a/db 5432/TCP justified: a/db ingress[0]',
      'a/web -> a/db 9187/TCP justified: a/db ingress[0] + a/db ingress[1]',
    ]);
  });

  test('needs a reason at both gates where rules open both', () => {
    const policies = [
      policy('db', `ingress: [${fromWeb(5432)}]`),
      policy('web', `policyTypes: [Egress], egress: [${toDb(5432)}]`),
    ];
    const rules = 'a/web egress[0] + a/db ingress[0]';
    const half = answer([...PODS, ...policies], { 'db ingress': [why] });
    expect(webToDb(half)).toEqual([`a/web -> a/db 5432/TCP unjustified: ${rules}`]);
    const whole = answer([...PODS, ...policies], { 'db ingress': [why], 'web egress': [why] });
    expect(webToDb(whole)).toEqual([`a/web -> a/db 5432/TCP justified: ${rules}`]);
  });

  test('that no policy touches is nobody’s decision', () => {
    expect(webToDb(answer(PODS))).toEqual([
      'a/web -> a/db all unjustified: not-isolated, not-isolated',
    ]);
  });

  test('of a cluster that enforces nothing is said to be so', () => {
    const db = policy('db', `ingress: [${fromWeb(5432)}]`);
    const found = answer([...PODS, db], { 'db ingress': [why] }, profileNamed('flannel'));
    expect(webToDb(found)).toEqual(['a/web -> a/db all unjustified: not-enforced, not-enforced']);
  });

  test('of a host-network pod that policies select in vain is exempt', () => {
    const documents = [pod('web', 'hostNetwork: true'), pod('db'), policy('web', 'egress: []')];
    const [flow] = answer(
      [...documents, policy('web', 'policyTypes: [Egress]').replace('name: web', 'name: out')],
      {},
      profileNamed('calico'),
    ).flows.filter(({ from, to }) => from === 'a/web' && to === 'a/db');
    expect(flow?.egress).toEqual({ open: 'exempt', rules: [] });
  });
});

describe('a reason', () => {
  const db = policy('db', `ingress: [${fromWeb(5432)}]`);
  const until = (day: string) =>
    answer([...PODS, db], { 'db ingress': [{ ...why, owner: 'shop', until: day }] });

  test('counts on its last day, and has expired on the next', () => {
    expect(until('2027-01-31').summary).toMatchObject({ justified: 1, expired: 0 });
    expect(until('2027-01-30').summary).toMatchObject({ justified: 0, expired: 1 });
  });

  test('is told with its owner, its day and the place of its rule', () => {
    expect(until('2027-02-01').rules).toEqual([
      {
        id: 'a/db ingress[0]',
        policy: 'a/db',
        direction: 'ingress',
        index: 0,
        source: expect.objectContaining({ file: 'a.yaml', line: 5, construct: 'db' }),
        because: { reason: 'orders are read', owner: 'shop', until: '2027-02-01' },
        standing: 'justified',
      },
    ]);
  });

  test('that holds makes up for one that has expired at the same gate', () => {
    const twice = policy('db', `ingress: [${fromWeb(5432)}, ${fromWeb(5432)}]`);
    const reasons = { 'db ingress': [{ ...why, until: '2026-01-01' }, why] };
    expect(answer([...PODS, twice], reasons).summary).toMatchObject({ justified: 1, expired: 0 });
  });
});

describe('undecided flows', () => {
  const block = policy(
    'db',
    'ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 80}]}]',
  );

  test('stand apart, with what would settle them', () => {
    const { flows, undecided } = answer([...PODS, block], { 'db ingress': [why] });
    expect(flows.filter(({ from, to }) => from === 'a/web' && to === 'a/db')).toEqual([]);
    expect(undecided.map((flow) => [told(flow), flow.reasons])).toEqual([
      [
        'a/web -> a/db 80/TCP justified: a/db ingress[0]',
        ['ip-block-matches-pods', 'pod-addresses'],
      ],
    ]);
  });
});

describe('addresses', () => {
  test('are one end where the same rules let them through', () => {
    const blocks = ['10.0.0.0/8', '192.0.2.0/24'].map((cidr) => `{ipBlock: {cidr: ${cidr}}}`);
    const db = policy('db', `ingress: [{from: [${blocks.join(', ')}], ports: [{port: 80}]}]`);
    const found = answer([...PODS, db]).flows.filter(({ to }) => to === 'a/db');
    expect(found.map(told)).toEqual(['10.0.0.0/8 -> a/db 80/TCP unjustified: a/db ingress[0]']);
  });

  test('are told apart where their rules differ, though they reach the same', () => {
    const rules = ['10.0.0.0/8', '192.0.2.0/24'].map(
      (cidr) => `{from: [{ipBlock: {cidr: ${cidr}}}], ports: [{port: 80}]}`,
    );
    const db = policy('db', `ingress: [${rules.join(', ')}]`);
    const found = answer([...PODS, db]).flows.filter(({ to }) => to === 'a/db');
    expect(found.map(told)).toEqual([
      '10.0.0.0/8 -> a/db 80/TCP unjustified: a/db ingress[0]',
      '192.0.2.0/24 -> a/db 80/TCP unjustified: a/db ingress[1]',
    ]);
  });
});

test('flows are counted by how they stand', () => {
  const db = policy('db', `ingress: [${fromWeb(5432)}, ${fromWeb(80)}]`);
  const { summary } = evidence(clusterOf([...PODS, db], { 'db ingress': [why] }), portable, {
    today: '2027-01-31',
    to: ({ id }) => id === 'a/db',
  });
  expect(summary).toEqual({
    workloads: 2,
    policies: 1,
    flows: 2,
    justified: 1,
    expired: 0,
    unjustified: 1,
    undecided: 0,
    notEvaluated: 0,
  });
});
