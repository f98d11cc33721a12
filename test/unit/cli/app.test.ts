import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseManifests } from '../../../lib/manifests';
import { hashOf } from '../../../lib/sidecar';
import { folderWith, netpol, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

const WRITE = 'mkdir -p "$CDK8S_OUTDIR" && cp shop.yaml "$CDK8S_OUTDIR/shop.k8s.yaml"';

/** The environment of the test, which a shell needs to find its commands. */
const { env } = process;

function appThat(command: string, files: Readonly<Record<string, string>> = {}): string {
  const config = `app: ${JSON.stringify(command)}\noutput: out\n`;
  return folderWith({ 'cdk8s.yaml': config, 'shop.yaml': SHOP, ...files });
}

/** Notes where the app was told to write. */
const TELL = 'echo "$CDK8S_OUTDIR" > where';

function outdirOf(cwd: string): string {
  return readFileSync(join(cwd, 'where'), 'utf8').trim();
}

test('without paths the app of cdk8s.yaml is run, and its output read', async () => {
  const { code, stdout } = await netpol(['reach', '-o', 'json'], { cwd: appThat(WRITE), env });
  expect(code).toBe(0);
  expect(stdout).toContain('"file": "out/shop.k8s.yaml"');
});

test('cdk8s.yaml is found in a folder above', async () => {
  const folder = appThat(WRITE, { 'src/deep/x.txt': '' });
  expect((await netpol(['reach'], { cwd: join(folder, 'src/deep'), env })).code).toBe(0);
});

test('what the app wrote is gone afterwards', async () => {
  const cwd = appThat(`${TELL}; ${WRITE}`);
  expect((await netpol(['reach'], { cwd, env })).code).toBe(0);
  expect(existsSync(dirname(outdirOf(cwd)))).toBe(false);
});

test('what the app prints on stdout is no part of the answer', async () => {
  const { stdout, stderr } = await netpol(['reach'], {
    cwd: appThat(`echo chatter; ${WRITE}`),
    env,
  });
  expect(stdout + stderr).not.toContain('chatter');
});

test('-v shows what the app prints, on stderr', async () => {
  const cwd = appThat(`echo chatter; ${WRITE}`);
  const { stdout, stderr } = await netpol(['reach', '-v'], { cwd, env });
  expect(stdout).not.toContain('chatter');
  expect(stderr).toContain('chatter\n');
});

test('an app that fails is no answer: its words are shown, and its exit code', async () => {
  const { code, stdout, stderr, reason } = await netpol(['reach'], {
    cwd: appThat('echo broken intent >&2; exit 7'),
    env,
  });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('broken intent\n');
  expect(reason).toContain('failed with exit code 7');
});

test('the app is told to leave the proof of its intents to the command', async () => {
  const cwd = appThat(`echo "$CDK8S_NETPOL_VERIFY" > verify; ${WRITE}`);
  expect((await netpol(['reach'], { cwd, env })).code).toBe(0);
  expect(readFileSync(join(cwd, 'verify'), 'utf8')).toBe('false\n');
});

test('an app that writes nothing is no answer', async () => {
  const { code, reason } = await netpol(['reach'], { cwd: appThat('true'), env });
  expect(code).toBe(2);
  expect(reason).toContain('error: the app `true` wrote no manifests');
});

test('an app that writes a file where a folder is wanted is no answer, and no bug of ours', async () => {
  const { code, reason } = await netpol(['reach'], {
    cwd: appThat('echo x > "$CDK8S_OUTDIR"'),
    env,
  });
  expect(code).toBe(2);
  expect(reason).toContain('wrote no manifests');
});

test('--app is run instead of the app of cdk8s.yaml', async () => {
  expect((await netpol(['reach', '--app', WRITE], { cwd: appThat('exit 3'), env })).code).toBe(0);
});

test('--app needs no cdk8s.yaml', async () => {
  const cwd = folderWith({ 'shop.yaml': SHOP });
  expect((await netpol(['reach', '--app', WRITE], { cwd, env })).code).toBe(0);
});

test('no paths and no cdk8s.yaml is refused', async () => {
  const { code, reason } = await netpol(['reach'], { cwd: folderWith({}) });
  expect(code).toBe(2);
  expect(reason).toBe(
    'error: no paths given, and no cdk8s.yaml in this folder or above it (name files or folders with manifests, or - for standard input)',
  );
});

test('a cdk8s.yaml without an app is refused', async () => {
  const { reason } = await netpol(['reach'], { cwd: folderWith({ 'cdk8s.yaml': 'language: x' }) });
  expect(reason).toContain('cdk8s.yaml names no `app`');
});

test('a cdk8s.yaml that is not YAML is refused', async () => {
  const { reason } = await netpol(['reach'], { cwd: folderWith({ 'cdk8s.yaml': 'a: [' }) });
  expect(reason).toContain('error: cannot read cdk8s.yaml: ');
});

test('Ctrl-C ends the app and leaves nothing behind', async () => {
  const cwd = appThat(`${TELL}; sleep 30`);
  const { code, stdout, reason } = await netpol(['reach'], {
    cwd,
    env,
    onInterrupt: (stop) => {
      const timer = setInterval(() => {
        if (existsSync(join(cwd, 'where'))) stop();
      }, 10);
      return () => clearInterval(timer);
    },
  });
  expect([code, stdout, reason]).toEqual([130, '', 'error: interrupted']);
  expect(existsSync(dirname(outdirOf(cwd)))).toBe(false);
});

const POLICY = parseManifests(SHOP, 'shop.yaml').manifests.find(
  ({ kind }) => kind === 'NetworkPolicy',
);

function sidecar(sha256: string): string {
  const line = (number: number) => ({ file: 'main.ts', line: number, column: 1 });
  return JSON.stringify({
    schemaVersion: '1',
    profile: { name: 'ours', assume: { enforces: true } },
    statements: [],
    objects: [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        namespace: 'shop',
        name: 'db',
        sha256,
        construct: 'shop/db',
        typescript: line(7),
        rules: { ingress: [{ typescript: line(9) }], egress: [] },
      },
    ],
  });
}

const HASH = hashOf(POLICY?.body ?? null);

test('the sidecar beside a folder gives the lines of TypeScript and the profile', async () => {
  const cwd = folderWith({ 'dist/shop.yaml': SHOP, '.netpol/dist.json': sidecar(HASH) });
  const { stdout } = await netpol(['explain', 'shop/api', 'shop/db:5432', 'dist'], { cwd });
  expect(stdout).toContain('<- main.ts:7:1');
  expect(stdout).toContain('<- main.ts:9:1');
  expect(stdout).toContain('profile ours.');
});

test('an object that is not what was synthesized has no line of TypeScript', async () => {
  const cwd = folderWith({ 'dist/shop.yaml': SHOP, '.netpol/dist.json': sidecar('0') });
  const { stdout } = await netpol(['explain', 'shop/api', 'shop/db:5432', 'dist'], { cwd });
  expect(stdout).not.toContain('main.ts');
});

test('--profile replaces what the app declares, and says so', async () => {
  const cwd = folderWith({ 'dist/shop.yaml': SHOP, '.netpol/dist.json': sidecar(HASH) });
  const { stdout, stderr } = await netpol(['reach', 'dist', '--profile', 'calico'], { cwd });
  expect(stdout).toContain('profile calico.');
  expect(stderr).toContain('note: --profile calico replaces ours, which the app declares\n');
});

test('a sidecar that is none is an error', async () => {
  const cwd = folderWith({ 'dist/shop.yaml': SHOP, '.netpol/dist.json': '{"schemaVersion":"9"}' });
  const { code, stderr } = await netpol(['reach', 'dist'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('error[sidecar/unreadable]');
  expect(stderr).toContain('.netpol/dist.json');
  expect(existsSync(join(cwd, '.netpol/dist.json'))).toBe(true);
});
