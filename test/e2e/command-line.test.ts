import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../support/repository';
import { netpol, run, temporaryDirectory } from '../support/run';

const WEB =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\n';
const DENY =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: shop}\nspec: {podSelector: {}}\n';

function folderWith(files: { readonly [name: string]: string | Buffer }): string {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(directory, name), content);
  return directory;
}

test('without a path, the app of cdk8s.yaml is run and its TypeScript lines are named', () => {
  const { code, stdout } = netpol(['explain', 'shop/web', 'shop/database:5432']);
  expect(code).toBe(0);
  const { file, line } = lineOf('apps/shop.ts', 'new ThreeTierApp');
  expect(stdout).toContain(`${file}:${line}:`);
  expect(stdout).toContain('DENIED');
});

function lineOf(file: string, text: string) {
  const lines = readFileSync(join(REPOSITORY, file), 'utf8').split('\n');
  return { file, line: lines.findIndex((each) => each.includes(text)) + 1 };
}

test('manifests come in on standard input', () => {
  const { code, stdout } = netpol(['reach', '-', '-o', 'json'], { input: `${WEB}---\n${DENY}` });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ summary: { workloads: 1, policies: 1 } });
});

test('workloads without policies are answered, with a warning', () => {
  const { code, stdout, stderr } = netpol(['reach', folderWith({ 'web.yaml': WEB })]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^web +any IP +all/m);
  expect(stderr).toMatch(/warning.*no polic/i);
});

test.each([
  { what: 'a malformed file', files: { 'a.yaml': 'a: [b\nc: d' }, place: 'a.yaml:2:1' },
  {
    what: 'an unknown field',
    files: {
      'a.yaml': `${DENY.trim().replace('{podSelector: {}}', '{podSelector: {}, ingres: []}')}\n`,
    },
    place: 'a.yaml:4:',
  },
  {
    what: 'a policy that the API server would refuse',
    files: { 'a.yaml': DENY.replace('{podSelector: {}}', '{ingress: [{ports: [{port: 0}]}]}') },
    place: 'a.yaml:4:',
  },
  { what: 'a binary file', files: { 'a.yaml': Buffer.from([0, 1, 2, 3]) }, place: 'a.yaml' },
  { what: 'an empty directory', files: {}, place: '' },
])('$what ends with exit code 2, a message and its place, and nothing on stdout', (given) => {
  const directory = folderWith(given.files);
  const { code, stdout, stderr } = netpol(['reach', directory]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(join(directory, given.place));
  expect(stderr).not.toMatch(/^\s+at .*\(.*:\d+:\d+\)$/m);
});

test('one bad file among good ones ends the run, and every bad one is named', () => {
  const directory = folderWith({ 'a.yaml': 'a: [', 'b.yaml': WEB, 'c.yaml': 'kind: X' });
  const { code, stderr } = netpol(['matrix', directory]);
  expect(code).toBe(2);
  expect(stderr).toContain('a.yaml');
  expect(stderr).toContain('c.yaml');
});

test('a reader that closes the pipe early is no error', () => {
  const main = join(REPOSITORY, 'lib/cli/main.ts');
  const command = `set -o pipefail; node -C @netpol/source -r tsx/cjs ${main} matrix dist | head -1`;
  const { code, stderr } = run('bash', ['-c', command]);
  expect(stderr).not.toContain('EPIPE');
  expect(code).toBe(0);
});

test.each([
  ['never', 0],
  ['info', 1],
])('a reader that closes the pipe early changes no exit code: --fail-on %s', (level, expected) => {
  const directory = folderWith({ 'a.yaml': WEB, 'b.yaml': DENY });
  const main = join(REPOSITORY, 'lib/cli/main.ts');
  const lint = `node -C @netpol/source -r tsx/cjs ${main} lint ${directory} --fail-on ${level}`;
  const { stdout } = run('bash', ['-c', `${lint} | head -c 0; echo $PIPESTATUS`]);
  expect(stdout).toBe(`${expected}\n`);
});

test('the same files in another order, or by another path, give the same bytes', () => {
  const directory = folderWith({ 'a.yaml': WEB, 'b.yaml': DENY });
  mkdirSync(join(directory, 'empty'));
  const ask = (...paths: string[]) =>
    netpol(['reach', '-o', 'json', ...paths], { cwd: directory }).stdout;
  expect(ask('b.yaml', 'a.yaml')).toBe(ask('a.yaml', 'b.yaml'));
});

test('a verdict other than the expected one is exit code 1', () => {
  const directory = folderWith({ 'a.yaml': WEB, 'b.yaml': DENY });
  const expecting = (word: string) =>
    netpol(['explain', '203.0.113.7', 'shop/web:80', directory, '--expect', word]).code;
  expect(expecting('denied')).toBe(0);
  expect(expecting('allowed')).toBe(1);
});
