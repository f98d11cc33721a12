import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { eks } from '../../../lib/platform';
import { deployment, folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

/** A policy whose rule opens it to everyone by an empty list, which a check finds. */
const OPEN = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress:
    - from: []
---`;
const MANIFESTS = deployment('shop/web') + OPEN;

/** A folder that is the root of a repository. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  mkdirSync(join(folder, '.git'));
  return folder;
}

const LINT = ['lint', '--select', 'NP002', '-o', 'json'];

async function linted(cwd: string, ...argv: readonly string[]) {
  const session = await netpol([...LINT, ...argv], { cwd });
  const result = session.stdout === '' ? undefined : JSON.parse(session.stdout);
  return { ...session, result };
}

describe('a configuration is found', () => {
  const config = 'profile: eks\n';

  test('in the current folder, and above it up to the root of the repository', async () => {
    const root = repositoryWith({ 'netpol.yaml': config, 'teams/shop/web.yaml': MANIFESTS });
    for (const folder of ['.', 'teams', 'teams/shop']) {
      const cwd = join(root, folder);
      const { result } = await linted(cwd, join(root, 'teams'));
      expect(result.profile).toBe('eks');
    }
  });

  test('no further up than the root of the repository', async () => {
    const outside = folderWith({ 'netpol.yaml': config, 'repo/web.yaml': MANIFESTS });
    mkdirSync(join(outside, 'repo/.git'));
    expect((await linted(join(outside, 'repo'), '.')).result.profile).toBe('portable');
  });

  test('outside of a repository in the folder of the app, and no further up', async () => {
    const app = folderWith({
      'netpol.yaml': config,
      'app/cdk8s.yaml': 'app: x\n',
      'app/k8s/web.yaml': MANIFESTS,
    });
    expect((await linted(join(app, 'app/k8s'), '.')).result.profile).toBe('portable');
    const own = folderWith({
      'netpol.yaml': config,
      'cdk8s.yaml': 'app: x\n',
      'k8s/web.yaml': MANIFESTS,
    });
    expect((await linted(join(own, 'k8s'), '.')).result.profile).toBe('eks');
  });

  test('the nearest one', async () => {
    const root = repositoryWith({
      'netpol.yaml': config,
      'gke/netpol.yaml': 'profile: gke\n',
      'gke/web.yaml': MANIFESTS,
    });
    expect((await linted(join(root, 'gke'), '.')).result.profile).toBe('gke');
  });

  test('by --config, whatever lies nearer', async () => {
    const root = repositoryWith({
      'netpol.yaml': config,
      'other.yml': 'profile: gke\n',
      'k8s/web.yaml': MANIFESTS,
    });
    expect((await linted(root, 'k8s', '--config', 'other.yml')).result.profile).toBe('gke');
  });

  test('and told with -v', async () => {
    const root = repositoryWith({ 'netpol.yaml': config, 'k8s/web.yaml': MANIFESTS });
    expect((await linted(join(root, 'k8s'), '.', '-v')).stderr).toContain(
      'config  ../netpol.yaml\n',
    );
  });

  test('by every verb that reads manifests', async () => {
    const cwd = repositoryWith({ 'netpol.yaml': config, 'k8s/web.yaml': MANIFESTS });
    for (const verb of ['reach', 'matrix', 'evidence']) {
      const { stdout } = await netpol([verb, 'k8s', '-o', 'json'], { cwd });
      expect(JSON.parse(stdout).profile).toBe('eks');
    }
    const { stdout } = await netpol(['explain', 'shop/web', 'any-ip', 'k8s', '-o', 'json'], {
      cwd,
    });
    expect(JSON.parse(stdout).profile).toBe('eks');
  });
});

describe('a manifest that is called like a configuration', () => {
  test('is no configuration, and is read', async () => {
    const cwd = repositoryWith({ 'netpol.yaml': MANIFESTS });
    const { code, result } = await linted(cwd, '.');
    expect([code, result.profile, result.findings.length]).toEqual([1, 'portable', 1]);
  });

  test('is refused where it is named as one', async () => {
    const cwd = repositoryWith({ 'web.yaml': MANIFESTS });
    const { code, stderr } = await linted(cwd, '.', '--config', 'web.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('web.yaml holds Kubernetes objects');
  });
});

test('a configuration and a baseline among the manifests are no manifests', async () => {
  const cwd = repositoryWith({
    'netpol.yaml': 'failOn: never\nbaseline: old.json\n',
    'old.json': '{"schemaVersion":"1","findings":[]}',
    'teams/netpol.yaml': 'profile: gke\n',
    'teams/netpol.baseline.json': '{"schemaVersion":"1","findings":[]}',
    'teams/web.yaml': MANIFESTS,
  });
  expect(await linted(cwd, '.')).toMatchObject({ code: 0, stderr: '' });
});

test('what is wrong with a configuration is told with its line, and there is no answer', async () => {
  const cwd = repositoryWith({
    'netpol.yaml': 'profile: eks\nfailon: error\n',
    'web.yaml': MANIFESTS,
  });
  const { code, stdout, stderr } = await netpol(['reach', 'web.yaml'], { cwd });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('did you mean `failOn`?');
  expect(stderr).toContain('netpol.yaml:2:1');
});

test('a configuration that is not there is refused', async () => {
  const { code, stderr } = await linted(folderWith({}), '.', '--config', 'nope.yaml');
  expect(code).toBe(2);
  expect(stderr).toContain('cannot read `nope.yaml`: ENOENT');
});

describe('flags win over the configuration', () => {
  const cwd = repositoryWith({
    'netpol.yaml': 'profile: eks\nfailOn: never\ndefaultNamespace: shop\nchecks: { NP002: off }\n',
    'web.yaml': MANIFESTS.replaceAll(', namespace: shop', ''),
  });

  test('about the profile, and say so', async () => {
    const { result, stderr } = await linted(cwd, 'web.yaml', '--profile', 'gke');
    expect(result.profile).toBe('gke');
    expect(stderr).toContain('--profile gke replaces eks, of netpol.yaml');
  });

  test('about when to fail', async () => {
    expect((await linted(cwd, 'web.yaml')).code).toBe(0);
    expect((await linted(cwd, 'web.yaml', '--fail-on', 'error')).code).toBe(1);
  });

  test('about the namespace of objects that name none', async () => {
    const namespaceOf = ({ findings: [first] }: { findings: { object: object }[] }) =>
      first?.object;
    expect(namespaceOf((await linted(cwd, 'web.yaml')).result)).toMatchObject({
      namespace: 'shop',
    });
    const flagged = await linted(cwd, 'web.yaml', '--default-namespace', 'other');
    expect(namespaceOf(flagged.result)).toMatchObject({ namespace: 'other' });
  });

  test('about which checks run', async () => {
    const all = await netpol(['lint', 'web.yaml', '-o', 'json'], { cwd });
    const ran = JSON.parse(all.stdout).checks.map(({ id }: { id: string }) => id);
    expect(ran).not.toContain('NP002');
    expect((await linted(cwd, 'web.yaml')).result.findings).toHaveLength(1);
  });
});

describe('the levels of checks', () => {
  test('are those of the configuration', async () => {
    const cwd = repositoryWith({
      'netpol.yaml': 'checks: { NP002: info }\n',
      'web.yaml': MANIFESTS,
    });
    const { code, result } = await linted(cwd, 'web.yaml');
    expect([code, result.findings[0].severity]).toEqual([0, 'info']);
  });
});

describe('what the configuration ignores', () => {
  const entry = (text: string) => `ignore: [{ id: NP002, reason: everyone may call, ${text} }]\n`;
  const given = async (text: string, ...argv: readonly string[]) => {
    const files = { 'netpol.yaml': entry(text), 'web.yaml': MANIFESTS };
    return linted(repositoryWith(files), 'web.yaml', '--today', '2027-01-31', ...argv);
  };

  test('is acknowledged, with where it is said', async () => {
    const { code, result } = await given('namespace: shop');
    expect(code).toBe(0);
    expect(result.findings[0]).toMatchObject({
      standing: 'acknowledged',
      accepted: { by: 'configuration', source: { file: 'netpol.yaml', line: 1 } },
    });
  });

  test('counts again from the day after its last one', async () => {
    expect((await given('until: 2027-01-31')).code).toBe(0);
    expect((await given('until: 2027-01-30')).code).toBe(1);
  });

  test('is told where nothing matches it, of objects that were read', async () => {
    const { result } = await given('name: web, kind: Deployment');
    expect(result.unused).toMatchObject([{ check: 'NP002', by: 'configuration' }]);
    expect((await given('namespace: elsewhere')).result.unused).toEqual([]);
  });
});

describe('manifests and exclude', () => {
  const CHART = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';

  test('without paths and without an app, the manifests of the configuration are read', async () => {
    const cwd = repositoryWith({
      'netpol.yaml': 'manifests: [k8s/**/*.yaml, one.yml]\nexclude: [k8s/old]\n',
      'k8s/a/web.yaml': MANIFESTS,
      'k8s/old/web.yaml': MANIFESTS.replace('name: web', 'name: old'),
      'k8s/notes.txt': 'nothing',
      'one.yml': deployment('shop/api'),
    });
    const { code, result } = await linted(cwd);
    expect([code, result.summary.workloads, result.summary.policies]).toEqual([1, 2, 1]);
    const inside = await linted(join(cwd, 'k8s'));
    expect(inside.result.findings[0].source.file).toBe('a/web.yaml');
  });

  test('an app above the folder of the configuration is another project', async () => {
    const root = repositoryWith({
      'cdk8s.yaml': 'app: exit 3\n',
      'k8s/netpol.yaml': 'manifests: [web.yaml]\n',
      'k8s/web.yaml': MANIFESTS,
    });
    expect((await linted(join(root, 'k8s'))).result.findings).toHaveLength(1);
    const named = await linted(root, '--config', 'k8s/netpol.yaml');
    expect(named.stderr).toContain('the app `exit 3` failed with exit code 3');
  });

  test('a pattern that matches nothing is refused', async () => {
    const cwd = repositoryWith({ 'netpol.yaml': 'manifests: [k8s/*.yaml]\n' });
    const { code, stderr } = await linted(cwd);
    expect(code).toBe(2);
    expect(stderr).toContain('nothing is called `k8s/*.yaml`, which netpol.yaml names');
  });

  test.each(['charts', 'charts/', './charts/**', '**/Chart.yaml', '*/shop'])(
    'a chart is left out of folders by %s',
    async (pattern) => {
      const files = { 'web.yaml': MANIFESTS, 'charts/shop/Chart.yaml': CHART };
      const bare = repositoryWith(files);
      expect((await linted(bare, '.')).code).toBe(2);
      const config = `exclude: ['${pattern}']\nfailOn: never\n`;
      const cwd = repositoryWith({ ...files, 'netpol.yaml': config });
      expect((await linted(cwd, '.')).code).toBe(0);
    },
  );

  test('a folder that is named is read, although it is left out of others', async () => {
    const cwd = repositoryWith({ 'netpol.yaml': 'exclude: [old/**]\n', 'old/web.yaml': MANIFESTS });
    expect((await linted(cwd, 'old')).result.findings).toHaveLength(1);
    expect((await linted(cwd, '.')).code).toBe(2);
  });
});

describe('zones', () => {
  test('are known by every profile', async () => {
    const cwd = repositoryWith({
      'netpol.yaml': 'zones: { corp: [203.0.113.0/24] }\n',
      'web.yaml': MANIFESTS,
    });
    const { code } = await netpol(['reach', 'web.yaml', '--profile', 'eks'], { cwd });
    expect(code).toBe(0);
  });

  test('that a profile knows as other blocks are refused', async () => {
    const config =
      'zones: { corp: [203.0.113.0/24] }\nprofile: { zones: { corp: [10.0.0.0/8] } }\n';
    const cwd = repositoryWith({ 'netpol.yaml': config, 'web.yaml': MANIFESTS });
    const { code, stderr } = await netpol(['reach', 'web.yaml'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('zone `corp` of netpol.yaml is not what profile netpol.yaml calls so');
  });
});

describe('an app that declares a cluster', () => {
  const sidecar = (profile: string) =>
    `{"schemaVersion":"1","profile":${profile},"accepted":[],"workloads":[],"statements":[],"objects":[]}`;
  const files = (config: string) => ({
    'netpol.yaml': config,
    'dist/web.yaml': MANIFESTS,
    '.netpol/dist.json': sidecar(JSON.stringify({ ...eks(), name: 'mine' })),
  });

  test('is refused where the configuration names another', async () => {
    const cwd = repositoryWith(files('profile: { base: eks, cloud: gcp }\n'));
    const { code, stderr } = await netpol(['reach', 'dist'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(
      'the app declares profile mine, and netpol.yaml another: they differ in cloud',
    );
  });

  test('is not where both mean the same, or a flag names a third', async () => {
    const same = repositoryWith(files('profile: eks\n'));
    expect((await netpol(['reach', 'dist'], { cwd: same })).code).toBe(0);
    const other = repositoryWith(files('profile: { base: eks, cloud: gcp }\n'));
    expect((await netpol(['reach', 'dist', '--profile', 'gke'], { cwd: other })).code).toBe(0);
  });
});

describe('intents of the configuration', () => {
  const INTENTS = 'intents: [{ name: nothing reaches web, nothing-reaches: shop/web }]\n';

  test('are proven, seen from its folder, instead of those that lie around', async () => {
    const cwd = repositoryWith({
      'netpol.yaml': 'intents: [rules/web.yaml]\n',
      'rules/web.yaml': INTENTS,
      'k8s/web.yaml': MANIFESTS,
      'k8s/intents.yaml': 'intents: [{ name: other, nothing-reaches: shop/web }]\n',
    });
    const { code, stdout } = await netpol(['check', '.', '--no-lint'], { cwd: join(cwd, 'k8s') });
    expect(code).toBe(1);
    expect(stdout).toContain('nothing reaches web');
    expect(stdout).not.toContain('other');
  });
});
