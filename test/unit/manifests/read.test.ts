import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseManifests, readManifests, readPlaces, wholeBody } from '../../../lib/manifests';
import { bytesOfFile } from '../../../lib/manifests/disk';
import { parseDump } from '../../../lib/manifests/dump';

const root = mkdtempSync(join(tmpdir(), 'netpol-read-'));
afterAll(() => rmSync(root, { recursive: true }));

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;

/** A folder with these files; returns its path. */
function folder(name: string, files: { readonly [file: string]: string | Uint8Array }): string {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return path;
}

const names = (...paths: string[]) => readManifests(paths).manifests.map(({ name }) => name);
const codes = (...paths: string[]) => readManifests(paths).diagnostics.map(({ code }) => code);

describe('folders', () => {
  test('are read recursively, in the order of their names', () => {
    const path = folder('tree', {
      'b.yaml': pod('b'),
      'a/z.yml': pod('a-z'),
      'a/b/c.json': '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a-b-c"}}',
      'c.yaml': pod('c'),
    });
    expect(names(path)).toEqual(['a-b-c', 'a-z', 'b', 'c']);
  });

  test('count their files', () => {
    expect(readManifests([folder('two', { 'a.yaml': pod('a'), 'b.yaml': pod('b') })]).files).toBe(
      2,
    );
  });

  test('other files are left alone', () => {
    const path = folder('mixed', {
      'a.yaml': pod('a'),
      'README.md': '# not a manifest',
      'a.yaml.bak': 'no',
      'node_modules/x/y.yaml': 'nothing of ours',
    });
    expect(readManifests([path])).toMatchObject({ files: 1, diagnostics: [] });
  });

  test('what cdk8s writes beside manifests for its plugins is left alone', () => {
    const path = folder('synthesized', {
      'a.yaml': pod('a'),
      'construct-metadata.json': '{"version":"1.0.0","resources":{}}',
    });
    expect(readManifests([path])).toMatchObject({ files: 1, diagnostics: [] });
  });

  test('a manifest is read whatever its file is called', () => {
    const path = folder('odd', {
      'construct-metadata.json': '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}',
    });
    expect(names(path)).toEqual(['a']);
  });

  test('without a manifest file are a problem', () => {
    expect(codes(folder('empty', { 'README.md': '' }))).toEqual(['manifests/no-files']);
  });

  test('that link to themselves are read once', () => {
    const path = folder('loop', { 'a.yaml': pod('a') });
    symlinkSync(path, join(path, 'again'));
    expect(names(path)).toEqual(['a']);
  });

  test('that link to nothing are a problem', () => {
    const path = folder('dangling', { 'a.yaml': pod('a') });
    symlinkSync(join(path, 'nowhere'), join(path, 'b.yaml'));
    expect(codes(path)).toEqual(['manifests/not-found']);
    expect(names(path)).toEqual(['a']);
  });
});

describe('files', () => {
  test('are read whatever they are called', () => {
    const path = folder('odd', { 'manifests.txt': pod('odd') });
    expect(names(join(path, 'manifests.txt'))).toEqual(['odd']);
  });

  test('that are given twice are read once', () => {
    const path = folder('twice', { 'a.yaml': pod('a') });
    expect(names(path, join(path, 'a.yaml'), path)).toEqual(['a']);
    expect(codes(path, path)).toEqual([]);
  });

  test('that do not exist are a problem, and the others are read', () => {
    const path = folder('some', { 'a.yaml': pod('a') });
    const result = readManifests([join(root, 'none.yaml'), path]);
    expect(result.diagnostics).toMatchObject([
      { code: 'manifests/not-found', message: `no such file or directory: ${root}/none.yaml` },
    ]);
    expect(result.manifests).toHaveLength(1);
  });

  test.each([
    ['NUL bytes', Uint8Array.of(0x61, 0, 0x62)],
    ['invalid UTF-8', Uint8Array.of(0x61, 0xff, 0xfe)],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0x00)],
  ])('with %s are binary', (what, bytes) => {
    const path = folder(`binary ${what}`, { 'a.yaml': bytes });
    expect(readManifests([path]).diagnostics).toMatchObject([
      { code: 'manifests/binary', source: { file: join(path, 'a.yaml') } },
    ]);
  });

  test('are all read before anything is said', () => {
    const path = folder('bad', { 'a.yaml': '[', 'b.yaml': pod('b'), 'c.yaml': 'x: 1' });
    expect(codes(path)).toEqual(['manifests/not-yaml', 'manifests/no-kind']);
    expect(names(path)).toEqual(['b']);
  });

  test('are named in positions as the user named them', () => {
    const path = folder('named', { 'a.yaml': pod('a') });
    expect(readManifests([path]).manifests[0]?.origin.file).toBe(join(path, 'a.yaml'));
  });
});

test('what lies below a place is called as if the place were called so, and told where it lies', () => {
  const path = folder('called', { 'sub/a.yaml': pod('a'), 'sub/wrong.yaml': 'kind: [' });
  const read = readPlaces([{ path, called: './deploy' }]);
  expect(read.manifests.map(({ origin }) => origin.file)).toEqual(['deploy/sub/a.yaml']);
  expect(read.diagnostics.map(({ source }) => source?.file)).toEqual(['deploy/sub/wrong.yaml']);
  expect([...read.texts.keys()]).toContain('deploy/sub/a.yaml');
  expect(read.paths.get('deploy/sub/a.yaml')).toBe(join(path, 'sub/a.yaml'));
});

test('a dash is standard input', () => {
  const result = readManifests(['-'], { stdin: () => pod('piped') });
  expect(result.manifests[0]?.origin.at(['kind'])).toEqual({
    file: '<stdin>',
    line: 2,
    column: 1,
    path: 'kind',
  });
});

describe('a large file of JSON', () => {
  /** A list that is larger than what is read as a text. */
  const large = (items: readonly object[]) =>
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...items, PADDING] }, null, 1);
  const PADDING = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'padding' },
    data: { x: 'x'.repeat(1 << 20) },
  };
  const web = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'w\u00e9b', managedFields: [] },
    spec: {},
  };

  test('is read as the same text is', () => {
    const text = large([web]);
    const file = join(folder('large', { 'a.json': text }), 'a.json');
    const { manifests, diagnostics, files } = readManifests([file]);
    const slow = parseManifests(text, file);
    expect([diagnostics, files]).toEqual([slow.diagnostics, slow.files]);
    expect(manifests.map(wholeBody)).toEqual(slow.manifests.map(({ body }) => body));
    expect(manifests[0]?.origin.at(['spec'])).toEqual(slow.manifests[0]?.origin.at(['spec']));
  });

  test('keeps of a pod what policies see', () => {
    const file = join(folder('large', { 'b.json': large([web]) }), 'b.json');
    const [pod] = readManifests([file]).manifests;
    expect(pod?.body['metadata']).toEqual({ name: 'w\u00e9b' });
  });

  test.each([
    ['a field twice', (text: string) => text.replace('"spec": {}', '"spec": {"a": 1, "a": 2}')],
    ['a comma too many', (text: string) => text.replace('"spec": {}', '"spec": {},')],
    ['half of it missing', (text: string) => text.slice(0, text.length / 2)],
    ['a byte order mark and an error', (text: string) => `\uFEFF${text.replace('"Pod"', '5')}`],
    ['a NUL byte', (text: string) => text.replace('"spec"', '"\0"')],
    ['flow YAML', (text: string) => text.replace('"kind"', 'kind')],
  ])('with %s gets the same diagnostics as a text', (what, change) => {
    const text = change(large([web]));
    for (const name of ['a.json', 'a.yaml']) {
      const file = join(folder(`large ${what}`, { [name]: text }), name);
      const { diagnostics, manifests } = readManifests([file]);
      const slow = parseManifests(text, file);
      expect(diagnostics).toEqual(slow.diagnostics);
      expect(manifests).toHaveLength(slow.manifests.length);
    }
  });

  test('is read from disk again where it is not held, unless it has changed', () => {
    const file = join(folder('large', { 'c.json': large([web]) }), 'c.json');
    const read = parseDump(bytesOfFile(file, 0), file);
    expect(read?.manifests[0]?.origin.at(['kind'])).toMatchObject({ line: 7, path: 'kind' });
    writeFileSync(file, `${large([web])}\n`);
    expect(read?.manifests[0]?.origin.at(['kind'])).toEqual({ file, path: 'kind' });
    const [pod] = read?.manifests ?? [];
    expect(() => pod && wholeBody(pod)).toThrow('has changed since it was read');
  });
});
