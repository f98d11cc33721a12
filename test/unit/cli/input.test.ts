import { afterAll, expect, test } from 'vitest';
import { DB_POLICY, deployment, folderWith, netpol, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

test('sources are called as the user called the path', async () => {
  const cwd = folderWith({ 'k8s/shop.yaml': SHOP });
  const { stdout } = await netpol(['reach', 'k8s', '-o', 'json'], { cwd });
  expect(stdout).toContain('"file": "k8s/shop.yaml"');
  expect(stdout).not.toContain(cwd);
});

test('the same input gives the same bytes from any folder', async () => {
  const [a, b] = [folderWith({ 'x.yaml': SHOP }), folderWith({ 'x.yaml': SHOP })];
  const first = await netpol(['explain', 'shop/web', 'shop/db', 'x.yaml'], { cwd: a });
  const second = await netpol(['explain', 'shop/web', 'shop/db', './x.yaml'], { cwd: b });
  expect(first.stdout).toBe(second.stdout.replaceAll('./x.yaml', 'x.yaml'));
});

test('- is standard input', async () => {
  const { code, stdout } = await netpol(['reach', '-'], { stdin: () => SHOP });
  expect(code).toBe(0);
  expect(stdout).toContain('profile portable');
});

test('every error of every file is printed, and no answer', async () => {
  const cwd = folderWith({ 'a.yaml': 'a: [', 'b.yaml': '- 1', 'c.yaml': SHOP });
  const { code, stdout, stderr, reason } = await netpol(['reach', '.'], { cwd });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('a.yaml:1');
  expect(stderr).toContain('b.yaml:1');
  expect(reason).toMatch(/^error: \d errors in the input, so no answer$/);
});

test('a path that does not exist is an error that names it', async () => {
  const cwd = folderWith({});
  const { code, stderr } = await netpol(['reach', 'gone'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('no such file or directory: gone\n');
});

test('a policy that the API server would refuse is an error, never no policy', async () => {
  const cwd = folderWith({ 'x.yaml': SHOP.replace('192.0.2.0/24', '192.0.2.0/33') });
  const { code, stderr } = await netpol(['reach', '.'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('spec.ingress[0].from[1].ipBlock.cidr');
});

test('workloads without policies are answered with a warning', async () => {
  const cwd = folderWith({ 'x.yaml': deployment('shop/web') });
  const { code, stdout, stderr } = await netpol(['reach', '.'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('flows: ');
  expect(stderr).toContain('warning[cli/no-policies]  no policies: everything is allowed\n');
});

test('-q silences warnings', async () => {
  const cwd = folderWith({ 'x.yaml': deployment('shop/web') });
  expect((await netpol(['reach', '.', '-q'], { cwd })).stderr).toBe('');
});

test('policies without workloads are answered with a warning', async () => {
  const cwd = folderWith({ 'x.yaml': DB_POLICY });
  const { code, stderr } = await netpol(['matrix', '.'], { cwd });
  expect(code).toBe(0);
  expect(stderr).toContain('warning[cli/no-workloads]');
});

test('neither workloads nor policies is no answer', async () => {
  const cwd = folderWith({ 'x.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }' });
  const { code, stdout, reason } = await netpol(['reach', '.'], { cwd });
  expect([code, stdout]).toEqual([2, '']);
  expect(reason).toContain('error: neither workloads nor policies among 1 object');
});

test('-v says what was read', async () => {
  const cwd = folderWith({ 'x.yaml': SHOP });
  const { stderr, stdout } = await netpol(['reach', '.', '-v'], { cwd });
  expect(stderr).toContain('model   2 namespaces, 5 workloads, 1 policy, profile portable\n');
  expect(stderr).toContain('info    ');
  expect(stdout).not.toContain('info    ');
});

test.each([
  [['--cni', 'calico'], 'calico'],
  [['--profile', 'eks'], 'eks'],
  [['--profile', 'eks', '--cni', 'cilium'], 'eks+cilium'],
  [['--dns', 'openshift', '--cloud', 'gcp'], 'dns-openshift+gcp'],
])('%j is said to be the profile of the answer', async (flags, profile) => {
  const cwd = folderWith({ 'x.yaml': SHOP });
  const { stdout } = await netpol(['reach', '.', '-o', 'json', ...flags], { cwd });
  expect(JSON.parse(stdout).profile).toBe(profile);
});
