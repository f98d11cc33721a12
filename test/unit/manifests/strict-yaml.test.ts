import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../lib/kernel';
import { chunksOf } from '../../../lib/manifests/yaml/chunks';
import { parseWholeYaml } from '../../../lib/manifests/yaml/nodes';
import { certainValue } from '../../../lib/manifests/yaml/scalar';
import { readStrictYaml, Scalars } from '../../../lib/manifests/yaml/strict';
import { changedManifests, dumpedValues, yamlTexts } from '../../support/yaml-texts';

const corpus = resolve(process.env['NETPOL_CORPUS'] ?? '../shared/corpus', 'cases');

function strictly(text: string): Json | undefined {
  return readStrictYaml(text, 0, text.length, new Scalars());
}

/** How many documents of a text are read strictly, each as its nodes are. */
function readAlike(text: string): number {
  const scalars = new Scalars();
  const read = (chunksOf(text) ?? []).flatMap((chunk) => {
    const end = chunk.offset + chunk.text.length;
    const value = readStrictYaml(text, chunk.offset, end, scalars);
    return value === undefined ? [] : [{ value, text: chunk.text }];
  });
  for (const { value, text: part } of read) {
    const { documents, diagnostics } = parseWholeYaml(part, 'f.yaml');
    const said = value === null ? [] : [JSON.stringify(value)];
    expect(documents.map((each) => JSON.stringify(each.value))).toEqual(said);
    expect(diagnostics).toEqual([]);
  }
  return read.length;
}

function corpusTexts(): readonly string[] {
  if (!existsSync(corpus)) return [];
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => readFileSync(resolve(corpus, name), 'utf8'));
}

describe('what is read strictly is what its nodes tell', () => {
  test('of values as programs write them', () => {
    fc.assert(
      fc.property(dumpedValues, (text) => void readAlike(text)),
      { numRuns: 2_000 },
    );
  });

  test('of texts in every style', () => {
    fc.assert(
      fc.property(yamlTexts, (text) => void readAlike(text)),
      { numRuns: 500 },
    );
  });

  test('of manifests, whole or broken', () => {
    fc.assert(
      fc.property(changedManifests, (text) => void readAlike(text)),
      { numRuns: 500 },
    );
  });

  test.skipIf(!existsSync(corpus))('of the corpus, which it reads more than half of', () => {
    const texts = corpusTexts();
    const all = texts.reduce((sum, text) => sum + (chunksOf(text)?.length ?? 0), 0);
    const read = texts.reduce((sum, text) => sum + readAlike(text), 0);
    expect(read).toBeGreaterThan(all / 2);
  });

  test('whatever was read before it', () => {
    const scalars = new Scalars();
    const words = fc.stringMatching(/^[a-z0-9.+~]{1,3}$/);
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 3 }), (text, hash) => {
        const value = certainValue({ text, style: 'plain' });
        expect(scalars.plain(`-${text}-`, 1, text.length + 1, hash)).toEqual(value);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('read strictly is', () => {
  test.each<readonly [string, string, Json]>([
    ['a mapping of mappings', 'a:\n  b: 1\n  c:\n    d: x y\n', { a: { b: 1, c: { d: 'x y' } } }],
    ['a list as deep as its key', 'a:\n- b\n- c: yes\n  d: ~\ne: f\n', lists('f')],
    ['a list below its key', 'a:\n  - b\n  - c: yes\n    d: ~\ne: f', lists('f')],
    ['a list in a list', '- - a\n  - b\n-\n  - c\n', [['a', 'b'], ['c']]],
    ['nothing behind a key or dash', 'a:\nb:\n-\n- c:\n', { a: null, b: [null, { c: null }] }],
    ['a quoted text', `a: "b: #"\n'c''d': 'e''f'\n`, { a: 'b: #', "c'd": "e'f" }],
    ['a literal text', 'a: |\n  b\n\n    c: d\n\ne: |-\n  f\n', { a: 'b\n\n  c: d\n', e: 'f' }],
    ['brackets that hold nothing', 'a: {}\nb: []\nc:\n- {}\n', { a: {}, b: [], c: [{}] }],
    ['a document behind comments', '---\n# a\n\n# b\nc: d#e\n', { c: 'd#e' }],
    ['a document of nothing', '---\n# a\n', null],
  ])('%s', (_what, text, value) => {
    expect(strictly(text)).toEqual(value);
  });

  test.each([
    ['an anchor', 'a: &b 1\n'],
    ['an alias', 'a: *b\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a merge key', '<<: {}\n'],
    ['a duplicate key', 'a: 1\na: 2\n'],
    ['a name that every object has', 'constructor: 1\n'],
    ['a bare letter', 'a: y\n'],
    ['a bare letter as a key', 'n: a\n'],
    ['a number that JSON cannot hold', 'a: .inf\n'],
    ['a key that is no text', '~: 1\n'],
    ['a key longer than all take', `${'k'.repeat(1001)}: 1\n`],
    ['a tab', 'a: b\tc\n'],
    ['a tab in a literal text', 'a: |\n  b\tc\n'],
    ['a line break of Windows', 'a: b\r\n'],
    ['a space at the end', 'a: b \n'],
    ['a line of spaces', 'a:\n  b: 1\n  \n'],
    ['a comment inside', 'a: 1\n# b\nc: 2\n'],
    ['a comment behind a value', 'a: 1 # b\n'],
    ['a text of several lines', 'a: b\n  c\n'],
    ['a quoted text of several lines', 'a: "b\n  c"\n'],
    ['a folded text', 'a: >\n  b\n'],
    ['a literal text that keeps its empty lines', 'a: |+\n  b\n\n'],
    ['a literal text that begins with an empty line', 'a: |\n\n  b\n'],
    ['a literal text without the end of its line', 'a: |\n  b'],
    ['an escape', 'a: "\\n"\n'],
    ['brackets', 'a: [b]\n'],
    ['a mapping in a line of another', 'a: b: c\n'],
    ['a mapping less deep than its neighbour', 'a:\n    b: 1\n  c: 2\n'],
    ['a scalar beside a mapping', 'a: 1\nb\n'],
    ['a scalar alone', 'a\n'],
    ['a marker with something behind it', '--- a: b\n'],
    ['an indented document', ' a: b\n'],
  ])('no document with %s', (_what, text) => {
    expect(strictly(text)).toBeUndefined();
  });

  test.each([
    ['dashes', (depth: number) => `${'- '.repeat(depth)}a\n`],
    [
      'keys',
      (depth: number) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    ],
    [
      'lists as deep as their keys',
      (depth: number) =>
        Array.from({ length: depth }, (_, i) => `${'  '.repeat(i)}a:\n${'  '.repeat(i)}-\n`).join(
          '',
        ),
    ],
  ])('no document of %s beyond all measure', (_what, nested) => {
    expect(strictly(nested(50))).toBeDefined();
    expect(strictly(nested(5_000))).toBeUndefined();
  });
});

function lists(e: string): Json {
  return { a: ['b', { c: true, d: null }], e };
}
