import { afterAll, expect, test } from 'vitest';
import { folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

/** Pods of which each is there twice, and so a warning. */
const twice = (amount: number) =>
  Array.from({ length: amount }, (_, i) =>
    ['a', 'b'].map((label) => pod(`p${i}`, `app: ${label}`)).join('\n---\n'),
  ).join('\n---\n');

const pod = (name: string, labels: string) =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: shop, labels: {${labels}}}, spec: {containers: []}}`;

async function warnings(text: string, ...argv: readonly string[]) {
  const cwd = folderWith({ 'k8s.yaml': text });
  const { code, stderr, reason } = await netpol(['reach', 'k8s.yaml', ...argv], { cwd });
  return { code, stderr, reason, of: stderr.match(/^(warning|error)\[[^\]]+\]/gm) ?? [] };
}

const kinds = (amount: number, kind: string) => Array.from({ length: amount }, () => kind);

test('twenty warnings of one kind are shown', async () => {
  const { of, stderr } = await warnings(twice(20));
  expect(of.filter((each) => each.includes('duplicate'))).toHaveLength(20);
  expect(stderr).not.toContain('--verbose');
});

test('of very many warnings of one kind the first five are shown, and a count', async () => {
  const { code, of, stderr } = await warnings(twice(50));
  expect(code).toBe(0);
  expect(of).toEqual([...kinds(6, 'warning[model/duplicate]'), 'warning[cli/no-policies]']);
  expect(stderr).toContain('shop/p4 ');
  expect(stderr).not.toContain('shop/p5 ');
  expect(stderr).toContain(
    'warning[model/duplicate]  45 more of these are not shown\n  help  see all of them with --verbose\n',
  );
});

test('--verbose shows every warning', async () => {
  const { of } = await warnings(twice(50), '--verbose');
  expect(of.filter((each) => each.includes('duplicate'))).toHaveLength(50);
});

test('every error is shown, and no warning between them hides it', async () => {
  const wrong = Array.from({ length: 30 }, (_, i) => pod(`x${i}`, `app: "${'é'}${i}"`));
  const { code, of, reason } = await warnings([twice(50), ...wrong].join('\n---\n'));
  expect(code).toBe(2);
  expect(of.filter((each) => each.startsWith('error'))).toHaveLength(30);
  expect(of.filter((each) => each.startsWith('warning'))).toHaveLength(6);
  expect(reason).toBe('error: 30 errors in the input, so no answer');
});
