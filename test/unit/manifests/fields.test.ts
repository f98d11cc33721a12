import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../lib/kernel';
import { type Fields, fieldsOf, parseManifests } from '../../../lib/manifests';

function read<T>(spec: string, use: (fields: Fields | undefined) => T) {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  ${spec}\n`;
  const [manifest] = parseManifests(text, 'f.yaml').manifests;
  if (manifest === undefined) throw new TypeError(`not a manifest: ${spec}`);
  const diagnostics: Diagnostic[] = [];
  const value = use(fieldsOf(manifest, diagnostics).object('spec'));
  return { value, messages: diagnostics.map(({ message }) => message), diagnostics };
}

test.each<[string, (fields: Fields | undefined) => unknown, unknown]>([
  ['f: text', (spec) => spec?.string('f'), 'text'],
  ['f: true', (spec) => spec?.boolean('f'), true],
  ['f: 80', (spec) => spec?.integer('f'), 80],
  ['f: 80', (spec) => spec?.integerOrString('f'), 80],
  ['f: http', (spec) => spec?.integerOrString('f'), 'http'],
  ['f: [a, b]', (spec) => spec?.strings('f'), ['a', 'b']],
  ['f: [1, 2]', (spec) => spec?.integers('f'), [1, 2]],
  [
    'f: {a: b, c: }',
    (spec) => spec?.stringMap('f'),
    new Map([
      ['a', 'b'],
      ['c', ''],
    ]),
  ],
  ['f: [{a: b}]', (spec) => spec?.list('f').map((each) => each.string('a')), ['b']],
  ['f: {a: b}', (spec) => spec?.object('f')?.names(), ['a']],
  ['f: {a: b}', (spec) => spec?.has('f'), true],
])('%s is read as it is', (spec, use, expected) => {
  expect(read(spec, use)).toMatchObject({ value: expected, messages: [] });
});

test.each(['f: null', 'g: 1'])('in %j the field f is absent, and that is no problem', (spec) => {
  const { value, messages } = read(spec, (fields) => [
    fields?.has('f'),
    fields?.string('f'),
    fields?.object('f'),
    fields?.stringMap('f'),
    fields?.list('f'),
    fields?.strings('f'),
  ]);
  expect(value).toEqual([false, undefined, undefined, undefined, [], []]);
  expect(messages).toEqual([]);
});

test.each<[string, (fields: Fields | undefined) => unknown, string]>([
  ['f: 1', (spec) => spec?.string('f'), 'spec.f must be a string, not a number'],
  ['f: "yes"', (spec) => spec?.boolean('f'), 'spec.f must be a boolean, not a string'],
  ['f: "80"', (spec) => spec?.integer('f'), 'spec.f must be an integer, not a string'],
  ['f: 80.5', (spec) => spec?.integer('f'), 'spec.f must be an integer, not 80.5'],
  [
    'f: true',
    (spec) => spec?.integerOrString('f'),
    'spec.f must be an integer or a string, not a boolean',
  ],
  ['f: [1]', (spec) => spec?.object('f'), 'spec.f must be an object, not a list'],
  ['f: {a: 1}', (spec) => spec?.stringMap('f'), 'spec.f.a must be a string, not a number'],
  ['f: text', (spec) => spec?.list('f'), 'spec.f must be a list, not a string'],
  ['f: [text]', (spec) => spec?.list('f'), 'spec.f[0] must be an object, not a string'],
  ['f: [null]', (spec) => spec?.list('f'), 'spec.f[0] must be an object, not null'],
  ['f: [true]', (spec) => spec?.strings('f'), 'spec.f[0] must be a string, not a boolean'],
])('%s is reported, never coerced', (spec, use, message) => {
  expect(read(spec, use).messages).toEqual([`Pod "shop/web": ${message}`]);
});

test('a problem points at the field', () => {
  const { diagnostics } = read('a: [{b: 1}]', (spec) => spec?.list('a').map((a) => a.string('b')));
  expect(diagnostics).toMatchObject([
    {
      code: 'manifests/wrong-type',
      source: { file: 'f.yaml', line: 5, column: 8, path: 'spec.a[0].b' },
    },
  ]);
});

test('fields know their path and their source', () => {
  const { value } = read('a: {b: {}}', (spec) => spec?.object('a')?.object('b'));
  expect(value?.path).toEqual(['spec', 'a', 'b']);
  expect(value?.source()).toMatchObject({ line: 5, column: 7, path: 'spec.a.b' });
});

test('inherited names are not fields', () => {
  const { value } = read('a: 1', (spec) => [spec?.has('constructor'), spec?.has('__proto__')]);
  expect(value).toEqual([false, false]);
});
