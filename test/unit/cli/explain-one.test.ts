import { afterAll, describe, expect, test } from 'vitest';
import { DB_POLICY, deployment, folderWith, netpol, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

const cwd = folderWith({ 'shop.yaml': SHOP, 'k8s/shop.yaml': SHOP, web: '' });
const explain = (...argv: readonly string[]) => netpol(['explain', ...argv], { cwd });

test('one workload is described as kubectl words it, with the lines of its policies', async () => {
  const { code, stdout, stderr } = await explain('shop/db', 'shop.yaml');
  expect([code, stderr]).toEqual([0, '']);
  await expect(stdout).toMatchFileSnapshot('__snapshots__/explain-one.txt');
});

test('what nothing isolates is not affected', async () => {
  const { stdout } = await explain('shop/api', 'shop.yaml');
  expect(stdout).toContain(
    'Not affecting ingress traffic (no policy isolates shop/api for ingress)',
  );
  expect(stdout).toContain('shop/api: not isolated for ingress, not isolated for egress');
});

const isolated = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: all, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress, Egress], egress: [{}] }
---`;

test('empty lists are told apart in the words of kubectl', async () => {
  const io = { stdin: () => deployment('shop/a') + isolated };
  const { stdout } = await netpol(['explain', 'shop/a', '-'], io);
  expect(stdout).toContain('<none> (Selected pods are isolated for ingress connectivity)');
  expect(stdout).toContain('To Port: <any> (traffic allowed to all ports)');
  expect(stdout).toContain('To: <any> (traffic not restricted by destination)');
  expect(stdout).toContain('selects all pods of namespace shop');
});

const host = deployment('shop/db').replace('containers:', 'hostNetwork: true, containers:');

test.each([
  [[], 'undecided whether these policies count for it: host-network-is-subject. '],
  [['--profile', 'calico'], 'nothing below counts: by its profile, this cluster isolates no'],
  [['--profile', 'flannel'], 'NOT ENFORCED: by profile flannel this cluster ignores every'],
])('with %j a host-network pod is told what its policies are worth', async (flags, expected) => {
  const io = { stdin: () => host + DB_POLICY };
  const { stdout } = await netpol(['explain', 'shop/db', '-', ...flags], io);
  expect(stdout).toContain(expected);
});

test('JSON is the whole result', async () => {
  const { stdout } = await explain('shop/db', 'shop.yaml', '-o', 'json');
  expect(JSON.parse(stdout).workloads[0]).toMatchObject({ governed: 'yes' });
});

describe('behind the first end', () => {
  test.each(['shop.yaml', './shop.yaml', 'k8s/', 'k8s'])('%s is a path', async (path) => {
    const { code, stdout } = await explain('shop/db', path);
    expect([code, stdout.split('\n')[0]]).toEqual([0, expect.stringMatching(/^shop\/db {2}Depl/)]);
  });

  test('a name before a path is the other end, whatever the folder holds', async () => {
    const { stdout } = await explain('shop/api', 'web', 'shop.yaml', '-n', 'shop');
    expect(stdout).toContain('shop/api to shop/web on all ports: allowed');
  });
});

test.each([
  [
    ['10.0.0.1', 'shop.yaml'],
    'no policy governs 10.0.0.1: it is outside the cluster (name a workload, or a second end)',
  ],
  [
    ['shop/db:5432', 'shop.yaml'],
    '`shop/db:5432` has a port, and no other end (ask about shop/db, or add one)',
  ],
  [
    ['shop/db', 'shop.yaml', '--expect', 'denied'],
    '--expect is about a flow, and a flow has two ends (name where it ends)',
  ],
])('%j is refused', async (argv, expected) => {
  const { code, stdout, reason } = await explain(...argv);
  expect([code, stdout, reason]).toEqual([2, '', `error: ${expected}`]);
});
