import { expect, test } from 'vitest';
import manifest from '../../../package.json';
import { netpol } from './support/session';

test('--help leads with three examples and fits one screen', async () => {
  const { code, stdout, stderr } = await netpol(['--help']);
  expect(code).toBe(0);
  expect(stderr).toBe('');
  const lines = stdout.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(lines.slice(2, 5).every((line) => line.startsWith('  netpol '))).toBe(true);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(84);
});

test('a verb explains its own flags', async () => {
  const { code, stdout } = await netpol(['explain', '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('--expect <verdict>');
});

test('--version is that of the package', async () => {
  expect((await netpol(['--version'])).stdout).toBe(`${manifest.version}\n`);
});

test('no verb at all is refused, with the help on stderr', async () => {
  const { code, stdout, stderr, reason } = await netpol([]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('netpol matrix');
  expect(reason).toBe('error: no verb given (run netpol --help)');
});

test.each([
  [['mtrix'], "error: unknown command 'mtrix'. Did you mean matrix? (run netpol --help)"],
  [
    ['reach', '--form', 'x'],
    "error: unknown option '--form'. Did you mean --from? (run netpol reach --help)",
  ],
  [['reach', '--from'], "error: option '--from <end>' argument missing (run netpol reach --help)"],
  [['explain'], "error: missing required argument 'from' (run netpol explain --help)"],
  [
    ['reach', '-o', 'jsn'],
    'error: there is no output format `jsn`. Did you mean `json`? (use one of pretty, plain, json, csv, markdown, mermaid, dot; unlike in cdk8s, -o is a format and not a directory)',
  ],
  [
    ['reach', '--granularity', 'pods'],
    'error: there is no granularity `pods`. Did you mean `pod`? (use one of workload, pod)',
  ],
  [
    ['explain', 'a', 'b', '--expect', 'alowed'],
    'error: there is no verdict `alowed`. Did you mean `allowed`? (use one of allowed, denied)',
  ],
  [
    ['explain', 'a', 'b', '-o', 'csv'],
    'error: explain has no csv output (use one of pretty, plain, json, markdown)',
  ],
  [
    ['reach', '-n', 'a', '-A'],
    'error: --namespace and --all-namespaces contradict each other (give one)',
  ],
  [
    ['reach', '--profile', 'calic', '.'],
    'error: there is no profile `calic`. Did you mean `calico`? (use one of portable, calico, cilium, antrea, ovn-kubernetes, aws-vpc-cni, kube-router, kindnet, flannel, bridge, kindnet-before-policies, aws-vpc-cni-without-policies, gke-without-policies, aks-without-policies, upstream-e2e, np-guard, eks, gke, aks, openshift, kind)',
  ],
  [
    ['reach', '--cni', 'celium', '.'],
    'error: there is no plugin `celium`. Did you mean `cilium`? (use one of calico, cilium, antrea, ovn-kubernetes, aws-vpc-cni, kube-router, kindnet, flannel)',
  ],
  [
    ['reach', '--dns', 'core-dns', '.'],
    'error: there is no DNS platform `core-dns`. (use one of kube-dns, node-local, openshift, gke-cloud-dns, aws-vpc, azure)',
  ],
  [
    ['reach', '--cloud', 'aw', '.'],
    'error: there is no cloud `aw`. Did you mean `aws`? (use one of aws, gcp, azure)',
  ],
])('%j is refused with the reason last', async (argv, expected) => {
  const { code, stdout, reason } = await netpol(argv);
  expect([code, stdout]).toEqual([2, '']);
  expect(reason).toBe(expected);
});

test('control characters in an argument stay inert', async () => {
  const { stderr } = await netpol(['reach', '-o', '\u001b[31m']);
  expect(stderr).not.toContain('\u001b');
});
