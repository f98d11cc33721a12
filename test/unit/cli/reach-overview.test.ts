import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { afterAll, expect, test } from 'vitest';
import { REPOSITORY } from '../../support/repository';
import { folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

/** More pods than a list of pairs may be about; `shop` is isolated for ingress but from itself. */
const pods = Array.from({ length: 2_001 }, (_, i) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `p${i}`, namespace: i < 500 ? 'shop' : 'blog', labels: { app: `a${i % 3}` } },
  spec: { containers: [] },
}));
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'inside', namespace: 'shop' },
  spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] },
};
const list = { apiVersion: 'v1', kind: 'List', items: [...pods, policy] };
const cwd = folderWith({ 'dump.json': JSON.stringify(list) });

const ask = (...argv: readonly string[]) => netpol([...argv, 'dump.json'], { cwd });

test('a list that would be too long is summed up on one screen', async () => {
  const { code, stdout } = await ask('reach');
  expect(code).toBe(0);
  await expect(stdout).toMatchFileSnapshot('__snapshots__/reach-overview.txt');
  const lines = stdout.split('\n');
  expect(lines.length).toBeLessThan(40);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test('a table that would be too large is summed up in the same way', async () => {
  expect((await ask('matrix')).stdout).toBe((await ask('reach')).stdout);
});

test('the summary as JSON holds no list that could be taken for an empty one', async () => {
  const { code, stdout } = await ask('reach', '-o', 'json');
  const answer = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(answer).toMatchObject({ notListed: { pairs: 2_002 ** 2, limit: 4_000_000 } });
  expect(Object.keys(answer)).not.toContain('flows');
  expect(Object.keys(answer)).not.toContain('endpoints');
});

test('the summary as JSON is what the schema describes', async () => {
  const schema = JSON.parse(readFileSync(join(REPOSITORY, 'schema/reach.json'), 'utf8'));
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const answer = JSON.parse((await ask('reach', '-o', 'json')).stdout);
  validate(answer);
  expect(validate.errors).toBeNull();
  expect(validate({ ...answer, notListed: {} })).toBe(false);
});

test.each(['csv', 'markdown', 'mermaid', 'dot'])('%s lists flows, and refuses', async (format) => {
  const { code, stdout, reason } = await ask('reach', '-o', format);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(reason).toBe(
    'error: the answer would have 4,008,004 pairs (narrow it with --from, --to or --namespace, or ask for everything with --all)',
  );
});

test('where one report refuses, nothing is written', async () => {
  const { code, stdout } = await ask('reach', '--report', 'json=a.json', '--report', 'csv=b.csv');
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(existsSync(join(cwd, 'a.json'))).toBe(false);
});

test('of a part that somebody asks for, every flow is listed', async () => {
  const { stdout } = await ask('reach', '--to', 'shop/p7', '-o', 'json');
  const { flows } = JSON.parse(stdout);
  expect(flows).toHaveLength(499);
});

test('a part that is too large is refused, because its summary would be about something else', async () => {
  const { code, reason } = await ask('reach', '-n', 'shop', '-n', 'blog');
  expect(code).toBe(2);
  expect(reason).toContain('the answer would have 4,008,004 pairs');
});
