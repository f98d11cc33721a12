import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, ObjectPath } from '../../../lib/kernel';
import { MAX_DEPTH } from '../../../lib/manifests';
import type { ParsedText } from '../../../lib/manifests/document';
import { parseYaml } from '../../../lib/manifests/yaml';
import { parseWholeYaml } from '../../../lib/manifests/yaml/nodes';
import { readPlainYaml } from '../../../lib/manifests/yaml/plain';
import { changedManifests, listTexts, yamlTexts } from '../../support/yaml-texts';

function pathsIn(value: Json, path: ObjectPath = []): readonly ObjectPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Array.isArray(value)
    ? value.flatMap((item, i) => pathsIn(item, [...path, i]))
    : Object.entries(value).flatMap(([name, field]) => pathsIn(field, [...path, name]));
  return [path, ...inside];
}

/** Everything that a reader can learn of a text, the order of fields included. */
function told({ documents, diagnostics }: ParsedText) {
  const said = documents.map(({ value, locate }) => ({
    value,
    text: JSON.stringify(value),
    places: [...pathsIn(value), ['absent'], [0]].map((path) => [path, locate(path)]),
  }));
  return { said, diagnostics };
}

function expectSame(text: string): void {
  expect(told(parseYaml(text, 'f.yaml'))).toEqual(told(parseWholeYaml(text, 'f.yaml')));
}

describe('the fast way tells of a text what its nodes tell', () => {
  test('in every style', () => {
    fc.assert(fc.property(yamlTexts, expectSame), { numRuns: 500 });
  });

  test('of manifests, whole or broken', () => {
    fc.assert(fc.property(changedManifests, expectSame), { numRuns: 300 });
  });

  test('of lists in one document', () => {
    fc.assert(fc.property(listTexts, expectSame), { numRuns: 1_000 });
  });

  // Each is read differently by the parsers that the two ways rest on.
  test.each([
    ['a key longer than yaml takes', `${'k'.repeat(1030)}: 1`],
    ['a quoted text with a key behind it', '    d:\n    - ""p:'],
    ['a code point that does not exist', '"\\UFFFFFFFF"'],
    ['an escaped line break before an empty line', '"\\\n\n"'],
    ['a counted indentation at the root', '|2\n c'],
    ['a counted indentation with nothing in it', '>1\n '],
    ['a marker that is indented', ' ---'],
    ['a comment less deep than the value below it', 'a:\n#c\n 1\ns:'],
    ['a carriage return alone', 'a: b\rc: d\n'],
    ['a line separator', 'a: b\u2028c: d\n'],
    ['a mark of byte order inside', 'a: 1\n\uFEFF---\nb: 2\n'],
  ])('with %s', (_what, text) => {
    expectSame(text);
  });

  test.each([
    ['a broken document among others', 'a: 1\n---\nb: "\n---\nc: "\n---\nd: 4\n'],
    ['a document that warns among others', 'a: 1\n---\n\nb: [y, n]\n---\nc: y\n'],
    ['a duplicate key in a later document', 'a: 1\n---\nb: 1\nb: 2\n'],
    ['directives', '%TAG ! tag:x,2000:\n---\na: 1\n...\n---\nb: 1\n'],
    ['nothing but comments', '# a\n\n# b\n'],
    ['empty documents between', '# a\n---\n---\na: 1\n---\n~\n---\nb: 2\n---\n'],
    ['a marker inside a quoted text', 'a: "b\n--- c"\nd: 1\n'],
    ['a marker inside a literal text', 'a: |\n  b\n  ---\n  c\n---\nd: 1\n'],
    ['an item that says of a letter what is meant', 'items:\n- a: y\n- b: n\nc: y\n'],
    ['an item that has a key twice', 'a: 1\nitems:\n  - b: 1\n  - b: 1\n    b: 2\nc: 3\n'],
    ['an item that is broken', 'items:\n- a: 1\n- b: "\n- c: 1\n'],
    ['an item that has a comment', 'items:\n- a: 1\n- b: 2 # c\n- d: 3\ne: 4\n'],
    ['an alias in another item', 'items:\n- &a b: 1\n- *a\n- c: &d 1\n- e: *d\n'],
    ['a quoted text over two items', 'items:\n- "a\n- b"\n- c\n'],
    ['a comment between items', 'items:\n  - a: 1 # b\n# c\n  - d: 2\n'],
    ['two lists of items', 'items:\n- a # b\nitems:\n- c\n'],
    ['a key that begins as an item does', 'items:\n-a: 1\n-b:\n  - c\n'],
    ['an empty line before items', 'items:\n\n- a\n- b\n'],
    ['items of two depths behind an empty line', 'items:\n\n  - a\n- b\n'],
    ['no item behind an empty line', 'items:\n\n  garbage [ {\n- b: 2\n'],
    ['items in braces', '{\nitems:\n- c\n}\n'],
    ['items in braces with another key', '{a: b,\nitems:\n- c: 1\n  d: 2\n}\n'],
    ['items in braces behind a marker', '--- {a: b,\nitems:\n- c\n}\n'],
    ['items in braces beside items', 'a: {\nitems:\n- c\n}\nitems:\n'],
    ['items in a quoted text', 'a: "b\nitems:\n- c\n"\nitems:\n'],
    ['anchors in one document', 'a: &x 1\nb: *x\n---\na: 1\n'],
  ])('with %s', (_what, text) => {
    expectSame(text);
  });

  test.each([
    ['brackets', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['braces', (depth: number) => `${'{a: '.repeat(depth)}${'}'.repeat(depth)}`],
    ['dashes', (depth: number) => '- '.repeat(depth)],
    [
      'keys',
      (depth: number) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    ],
  ])('with %s nested as deep as is read, and deeper', (_what, nested) => {
    for (const more of [-2, -1, 0, 1, 2]) expectSame(nested(MAX_DEPTH + more));
  });
});

describe('a document is read without its nodes', () => {
  test.each<readonly [string, string, Json]>([
    [
      'in block style',
      'a:\n  b: 1\n  c:\n  - d\n  - e: yes\n',
      { a: { b: 1, c: ['d', { e: true }] } },
    ],
    ['in flow style', 'a: {b: [1, "c"], d: {}} # e\n', { a: { b: [1, 'c'], d: {} } }],
    ['with texts of many lines', 'a: |\n  b\n  c\nd: "e\n  f"\n', { a: 'b\nc\n', d: 'e f' }],
    ['with comments', '# a\n---\n# b\nc: 1 # d\n# e\nf: 2\n', { c: 1, f: 2 }],
    ['with line breaks of Windows', 'a: 1\r\nb: |\r\n  c\r\n', { a: 1, b: 'c\n' }],
  ])('%s', (_what, text, value) => {
    expect(readPlainYaml(text)).toEqual([value]);
  });

  test.each([
    ['an anchor', 'a: &b 1\n'],
    ['an alias', 'a: *b\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a merge key', 'a:\n  <<: {b: 1}\n'],
    ['a duplicate key', 'a: 1\na: 2\n'],
    ['a bare letter', 'a: y\n'],
    ['a number that JSON cannot hold', 'a: .inf\n'],
    ['a key that is no text', '~: 1\n'],
    ['a tab', 'a: b\tc\n'],
    ['brackets over several lines', 'a: [b,\n  c]\n'],
    ['an error', 'a: [\n'],
  ])('unless it holds %s', (_what, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });
});
