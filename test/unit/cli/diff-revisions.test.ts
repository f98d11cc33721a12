import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { folderWith, netpol, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

const FOR_API = SHOP.replace('matchLabels: { app: web }', 'matchLabels: { app: api }');

/** Git as a machine has it that nobody set up. */
const env = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

function git(cwd: string, ...args: readonly string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  return execFileSync('git', [...who, ...args], { cwd, env, encoding: 'utf8' });
}

function write(cwd: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
}

function commit(cwd: string, files: Readonly<Record<string, string>>): void {
  write(cwd, files);
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--message', 'more');
}

/** A repository with these files on `main` and those on `feature`, which is checked out. */
function repository(
  main: Readonly<Record<string, string>>,
  feature: Readonly<Record<string, string>>,
): string {
  const cwd = folderWith({});
  git(cwd, 'init', '--quiet', '--initial-branch', 'main');
  commit(cwd, main);
  git(cwd, 'checkout', '--quiet', '-b', 'feature');
  commit(cwd, feature);
  return cwd;
}

/** An app that needs a package, and writes the manifests that lie beside it. */
const APP = {
  'cdk8s.yaml': 'app: node app.js',
  'app.js': `
const { writeFileSync, mkdirSync, readFileSync } = require('node:fs');
require('needed');
mkdirSync(process.env.CDK8S_OUTDIR, { recursive: true });
writeFileSync(process.env.CDK8S_OUTDIR + '/shop.k8s.yaml', readFileSync('shop.txt', 'utf8'));
`,
  '.gitignore': 'node_modules',
  'package-lock.json': '{"lockfileVersion": 3}',
};

function withPackages(cwd: string): string {
  write(cwd, { 'node_modules/needed/index.js': '' });
  return cwd;
}

const LAST = '1 broadened, 1 narrowed, 0 changed, 39 unchanged.';

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

test('three dots tell what a branch changed since it left', async () => {
  const cwd = repository({ 'k8s/shop.yaml': SHOP }, { 'k8s/shop.yaml': FOR_API });
  git(cwd, 'checkout', '--quiet', 'main');
  commit(cwd, { 'k8s/shop.yaml': SHOP.replaceAll('port: 5432', 'port: 5433') });
  git(cwd, 'checkout', '--quiet', 'feature');
  const { code, stdout } = await netpol(['diff', 'main...HEAD', 'k8s'], { cwd, env });
  expect(code).toBe(0);
  expect(stdout).toContain('where HEAD left main -> HEAD, profile portable');
  expect(stdout).toContain('by shop/db ingress[0] (changed)  k8s/shop.yaml:61:7');
  expect(lastLine(stdout)).toBe(LAST);
});

test('two dots tell all that differs', async () => {
  const cwd = repository({ 'k8s/shop.yaml': SHOP }, { 'k8s/shop.yaml': FOR_API });
  const { stdout } = await netpol(['diff', 'feature..main', 'k8s'], { cwd, env });
  expect(stdout).toContain('+ shop/web  -> shop/db  5432/TCP  was none');
});

test('one revision is compared with the files as they are now', async () => {
  const cwd = repository({ 'k8s/shop.yaml': SHOP }, { 'other.txt': 'x' });
  write(cwd, { 'k8s/shop.yaml': FOR_API });
  const { stdout } = await netpol(['diff', 'main', 'k8s'], { cwd, env });
  expect(stdout).toContain('main -> the working tree');
  expect(lastLine(stdout)).toBe(LAST);
});

test('changes that are not committed are not in HEAD, and that is said', async () => {
  const cwd = repository({ 'k8s/shop.yaml': SHOP }, { 'k8s/shop.yaml': FOR_API });
  write(cwd, { 'k8s/shop.yaml': SHOP });
  const { stdout, stderr } = await netpol(['diff', 'main...HEAD', 'k8s'], { cwd, env });
  expect(lastLine(stdout)).toBe(LAST);
  expect(stderr).toContain(
    'note: 1 file of the working tree changed since HEAD, and not in this answer',
  );
});

test('the app is run in both, with the packages of the checkout', async () => {
  const cwd = withPackages(repository({ ...APP, 'shop.txt': SHOP }, { 'shop.txt': FOR_API }));
  const { code, stdout, stderr } = await netpol(['diff', 'main...HEAD'], { cwd, env });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('dist/shop.k8s.yaml:61:7');
  expect(lastLine(stdout)).toBe(LAST);
});

test('an app in a folder of the repository is run there', async () => {
  const inFolder = (files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`apps/shop/${name}`, text]));
  const root = repository(
    inFolder({ ...APP, 'shop.txt': SHOP }),
    inFolder({ 'shop.txt': FOR_API }),
  );
  const cwd = withPackages(join(root, 'apps/shop'));
  const { code, stdout } = await netpol(['diff', 'main...HEAD'], { cwd, env });
  expect(code).toBe(0);
  expect(lastLine(stdout)).toBe(LAST);
});

test('other locked packages end with no answer, and the way out', async () => {
  const cwd = withPackages(
    repository(
      { ...APP, 'shop.txt': SHOP },
      { 'shop.txt': FOR_API, 'package-lock.json': '{"lockfileVersion": 3, "packages": {}}' },
    ),
  );
  const { code, stdout, reason } = await netpol(['diff', 'main...HEAD'], { cwd, env });
  expect([code, stdout]).toEqual([2, '']);
  expect(reason).toBe(
    'error: main has another package-lock.json than the checkout, so that its app may need other packages (--install runs npm ci for it; or compare manifests: netpol diff main...HEAD dist/)',
  );
});

test('the checkouts are gone afterwards, also when there is no answer', async () => {
  const cwd = withPackages(
    repository({ ...APP, 'shop.txt': SHOP }, { 'app.js': 'process.exit(3)' }),
  );
  const { code, reason } = await netpol(['diff', 'main...HEAD'], { cwd, env });
  expect([code, reason]).toEqual([
    2,
    'error: the app `node app.js` failed with exit code 3 (its own words are above)',
  ]);
  expect(git(cwd, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
  expect(readdirSync(join(cwd, '.git')).includes('worktrees')).toBe(false);
});

test('Ctrl-C leaves no checkout behind', async () => {
  const app = `require('node:fs').writeFileSync(process.env.MARK, process.cwd()); setTimeout(() => {}, 30_000);`;
  const cwd = withPackages(repository({ ...APP, 'app.js': app }, { 'shop.txt': SHOP }));
  const mark = join(folderWith({}), 'mark');
  const { code, stdout, reason } = await netpol(['diff', 'main...HEAD'], {
    cwd,
    env: { ...env, MARK: mark },
    onInterrupt: (stop) => {
      const timer = setInterval(() => {
        if (existsSync(mark)) stop();
      }, 10);
      return () => clearInterval(timer);
    },
  });
  expect([code, stdout, reason]).toEqual([130, '', 'error: interrupted']);
  expect(existsSync(readFileSync(mark, 'utf8'))).toBe(false);
  expect(git(cwd, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
});

test('hooks of the repository do not run', async () => {
  const cwd = repository({ 'k8s/shop.yaml': SHOP }, { 'k8s/shop.yaml': FOR_API });
  const hook = join(cwd, '.git/hooks/post-checkout');
  mkdirSync(dirname(hook), { recursive: true });
  writeFileSync(hook, '#!/bin/sh\ntouch ran\n', { mode: 0o755 });
  const { code } = await netpol(['diff', 'main..HEAD', 'k8s'], { cwd, env });
  expect(code).toBe(0);
  expect(existsSync(join(cwd, 'ran'))).toBe(false);
});

test.each([
  ['nowhere', 'error: `nowhere` is neither a file or folder nor a revision'],
  ['main..nowhere', 'error: `nowhere` is neither a file or folder nor a revision'],
  ['--upload-pack..HEAD', 'error: unknown option'],
])('%s is no revision', async (word, begins) => {
  const cwd = repository({ 'k8s/shop.yaml': SHOP }, { 'k8s/shop.yaml': FOR_API });
  const { code, reason } = await netpol(['diff', word, 'k8s'], { cwd, env });
  expect(code).toBe(2);
  expect(reason).toContain(begins);
});

test('a folder that comes with the change is empty before it, and that is said', async () => {
  const cwd = repository({ 'other.txt': 'x' }, { 'k8s/shop.yaml': SHOP });
  const came = await netpol(['diff', 'main...HEAD', 'k8s', '-o', 'json'], { cwd, env });
  expect([came.code, came.stderr]).toEqual([
    0,
    'note: main has no `k8s`, so nothing of it is on that side\n',
  ]);
  expect(JSON.parse(came.stdout).summary).toMatchObject({ broadened: 0, goneWorkloads: 0 });
  expect(came.stdout).toContain('"change": "new"');
  const went = await netpol(['diff', 'feature..main', 'k8s', '-o', 'json'], { cwd, env });
  expect(went.code).toBe(0);
  expect(went.stdout).toContain('"change": "gone"');
});

test('a path that is on neither side is named', async () => {
  const cwd = repository({ 'k8s/shop.yaml': SHOP }, { 'k8s/shop.yaml': FOR_API });
  const { code, reason } = await netpol(['diff', 'main...HEAD', 'k8s', 'k9s'], { cwd, env });
  expect(code).toBe(2);
  expect(reason).toContain('no file or folder `k9s`, neither in main nor in HEAD');
});

test('a misspelt branch is told with the one that is near', async () => {
  const cwd = repository({ 'k8s/shop.yaml': SHOP }, { 'k8s/shop.yaml': FOR_API });
  const { code, reason } = await netpol(['diff', 'mian...HEAD', 'k8s'], { cwd, env });
  expect(code).toBe(2);
  expect(reason).toContain('nor a revision. Did you mean `main`?');
});

test('without a commit there are no revisions, and that is said', async () => {
  const cwd = folderWith({ 'k8s/shop.yaml': SHOP });
  git(cwd, 'init', '--quiet', '--initial-branch', 'main');
  const { code, reason } = await netpol(['diff', 'main...HEAD', 'k8s'], { cwd, env });
  expect([code, reason]).toEqual([
    2,
    'error: this repository has no commit yet, so there are no revisions to compare (commit first, or name two files or folders)',
  ]);
});

test('outside of a repository there are no revisions', async () => {
  const { code, reason } = await netpol(['diff', 'main...HEAD'], { cwd: folderWith({}), env });
  expect([code, reason]).toEqual([
    2,
    'error: this folder is in no git repository, so there are no revisions to compare (name two files or folders)',
  ]);
});
