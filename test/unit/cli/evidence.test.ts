import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPods, from, NetworkPolicy, PolicyApp, pods, tcp } from '../../../lib/index';
import { folderWith, netpol, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

const cwd = folderWith({ 'shop.yaml': SHOP });

beforeAll(() => {
  const app = new PolicyApp({ outdir: join(cwd, 'dist'), verify: false });
  const chart = new Chart(app, 'shop', { namespace: 'orders' });
  const api = pods({ app: 'api' });
  new NetworkPolicy(chart, 'all', {
    select: allPods(),
    ingress: [
      from(api).on(tcp(80)).because('orders are read', { owner: 'shop', until: '2099-12-31' }),
      from(api).on(tcp(81)),
    ],
  });
  app.synth();
});

const deployments = `
{apiVersion: v1, kind: Pod, metadata: {name: api, namespace: orders, labels: {app: api}}, spec: {containers: []}}
---
{apiVersion: v1, kind: Pod, metadata: {name: db, namespace: orders, labels: {app: db}}, spec: {containers: []}}
`;
const about = ['dist', '-', '--from', 'orders/api', '--to', 'orders/db'];
const stdin = () => deployments;

test('the reason, the owner and the line of an app are found beside its manifests', async () => {
  const { code, stdout } = await netpol(
    ['evidence', ...about, '--today', '2027-01-31', '-o', 'csv'],
    { cwd, stdin },
  );
  expect(code).toBe(0);
  const [, first = '', second = ''] = stdout.split('\n');
  expect(first).toMatch(
    /^orders\/api,orders\/db,80\/TCP,justified,orders are read,shop,2099-12-31,,orders\/all,ingress\[0\],dist\/shop\.k8s\.yaml:\d+:\d+,.*evidence\.test\.ts:\d+:\d+,,$/,
  );
  expect(second).toMatch(
    /^orders\/api,orders\/db,81\/TCP,unjustified,,,,,orders\/all,ingress\[1\]/,
  );
});

test('--today decides what has expired', async () => {
  const on = async (day: string) => {
    const argv = ['evidence', ...about, '-o', 'json', '--today', day];
    const { stdout } = await netpol(argv, { cwd, stdin });
    const { summary }: { summary: unknown } = JSON.parse(stdout);
    return summary;
  };
  expect(await on('2099-12-31')).toMatchObject({ justified: 1, expired: 0 });
  expect(await on('2100-01-01')).toMatchObject({ justified: 0, expired: 1 });
});

test('plain manifests have no reasons, and the last line counts that', async () => {
  const argv = ['evidence', 'shop.yaml', '--to', 'shop/db', '--today', '2027-01-31'];
  const { code, stdout, stderr } = await netpol(argv, { cwd });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Without justification: 2 flows\n');
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^2 allowed flows: 0 justified/);
});

test('every format is written, and nothing else on stdout', async () => {
  const starts = { pretty: 'Without', plain: 'Without', json: '{', csv: 'from,', md: '### ' };
  for (const [format, start] of Object.entries(starts)) {
    const { code, stdout } = await netpol(['evidence', 'shop.yaml', '-o', format], { cwd });
    expect(code).toBe(0);
    expect(stdout.startsWith(start)).toBe(true);
    expect(stdout.endsWith('\n')).toBe(true);
  }
});

test('the same input gives the same bytes', async () => {
  const once = () => netpol(['evidence', ...about, '--today', '2027-01-31'], { cwd, stdin });
  expect((await once()).stdout).toBe((await once()).stdout);
});

test('-n and -A contradict each other', async () => {
  const { code, reason } = await netpol(['evidence', 'shop.yaml', '-n', 'shop', '-A'], { cwd });
  expect(code).toBe(2);
  expect(reason).toContain('--namespace and --all-namespaces contradict each other');
});

test('a day that does not exist is refused', async () => {
  const { code, reason } = await netpol(['evidence', 'shop.yaml', '--today', 'soon'], { cwd });
  expect(code).toBe(2);
  expect(reason).toBe('error: `soon` is no day (write 2027-01-31)');
});

test('policies of kinds that are not evaluated are named, also where somebody accepts them', async () => {
  const cilium = (name: string, annotations: string) =>
    `\n---\n{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: ${name}, namespace: shop, annotations: {${annotations}}}, spec: {}}\n`;
  const accepted = cilium(
    'accepted',
    'cdk8s-netpol/acknowledge.unmodelled-kind: it opens the nodes only',
  );
  const folder = folderWith({
    'x.yaml': SHOP.replace(/-+\s*$/, '') + accepted + cilium('open', ''),
  });
  const { stdout, reason } = await netpol(['evidence', 'x.yaml', '-q', '-o', 'json'], {
    cwd: folder,
  });
  expect(reason).toBe('');
  const { notEvaluated }: { notEvaluated: { id: string }[] } = JSON.parse(stdout);
  expect(notEvaluated.map(({ id }) => id)).toEqual(['shop/accepted', 'shop/open']);
});
