import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { REPOSITORY } from './repository';

/** Scalars that readers of YAML disagree on, some spread over lines, some no scalars at all. */
export const SCALARS: readonly string[] = [
  ...[
    'a',
    'b c',
    '',
    '~',
    'null',
    'Null',
    'yes',
    'No',
    'on',
    'OFF',
    'y',
    'n',
    '=',
    '<<',
    '__proto__',
  ],
  ...['0o17', '017', '08', '1_000', '0x1F', '0b1', '1e3', '1.', '.5', '+1', '-0', '0.10', '1e400'],
  ...['.inf', '-.inf', '.nan', '12:30:45', '2001-01-01', '18446744073709551616', '10.0.0.1'],
  ...["''", '""', '"a b"', "'it''s'", '"\\n\\x41\\u00e9"', '"\\UFFFFFFFF"', '"\\ud800"', '"\\q"'],
  ...[
    '"a\\\n  b"',
    '"a\n   b"',
    '"\\\n\n "',
    "'a\n\n    b'",
    'a\n    b',
    'a\n\n     b',
    '"a" b',
    '"a"b: c',
  ],
  ...['a # c', 'a#b', 'a:b', 'a: b', 'a:', ': a', '? a', '?a', '-a', '- a', '--', '---', '...'],
  ...[
    '[]',
    '{}',
    '[a, b]',
    '[a, {b: c}, ]',
    '{a: 1, b: [c]}',
    '{a, b: }',
    '{a: b,\n  c: d}',
    '[a,\n b]',
  ],
  ...[
    '[a: b]',
    '["a":b]',
    '{"a":b}',
    '{a:b}',
    '[a,,b]',
    '[a]b',
    '[a]: b',
    '{: a}',
    '[? a]',
    '[a #c\n, b]',
  ],
  ...[
    '|\n    t\n   u\n',
    '|-\n    t\n\n',
    '>+\n    t\n     u\n    v\n\n',
    '|2\n    t\n',
    '>1-\n  t\n',
    '|\n',
  ],
  ...[
    '> # c\n   x\n',
    '|\n\n      a\n    b\n',
    '@a',
    '`a',
    '%a',
    '!a b',
    '&a b',
    '*a',
    '!!str 1',
    '{{ .x }}',
  ],
  ...[
    'é',
    '😀',
    '\u2028',
    '\u0085',
    '\uFEFF',
    '\ud800',
    'a\tb',
    '\ta',
    'a\r',
    '}',
    ']',
    ',',
    '"',
    "'",
    '#',
  ],
];
const KEYS = [
  'a',
  'b',
  'c',
  'x y',
  '"q"',
  "'s'",
  '1',
  'yes',
  'null',
  '~',
  '"e\\n"',
  'a ',
  '{a: b}',
];
const BORDERS = [
  '---\n',
  '--- # c\n',
  '---',
  '...\n',
  '---\n---\n',
  '--- ',
  '%YAML 1.1\n---\n',
  ' ---\n',
];

/** What is put into texts: all that means something to a reader of YAML. */
export const PIECES: readonly string[] = [
  ...[
    '\n',
    '  ',
    ' ',
    '\n\n',
    '\n  ',
    '- ',
    ': ',
    '#',
    ' #',
    '"',
    "'",
    '\t',
    '\r\n',
    '\r',
    '\\',
    '\ud800',
  ],
  ...[
    '|',
    '>',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&',
    '*',
    '!',
    '? ',
    '%',
    '<<',
    'y',
    '~',
    '|-\n',
    '>-\n',
    '|2\n',
  ],
  ...[
    '\n#c\n',
    '\n  #c\n',
    '\uFEFF',
    '\u2028',
    '\n---\n',
    '---\n',
    '\n...\n',
    '\n--- a\n',
    '\n--- |\n',
    ',\n',
    '\n]',
  ],
];

const shift = (text: string, by: string) => text.replaceAll('\n', `\n${by}`);

/** A node as it stands behind its key or dash, with its own lines indented by two or more. */
const { node } = fc.letrec<{ node: string }>((tie) => {
  const scalar = fc.tuple(fc.constantFrom(...SCALARS), fc.constantFrom('', '', ' ', ' # c'));
  const indent = fc.constantFrom('', ' ', '  ', '   ');
  const lead = fc.constantFrom('\n', '\n', '\n', ' # c\n', '\n\n', '\n# c\n', '\n  # c\n');
  const items = fc.array(tie('node'), { minLength: 1, maxLength: 3 });
  const fields = fc.array(
    fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.constantFrom(...SCALARS)), tie('node')),
    { minLength: 1, maxLength: 3 },
  );
  return {
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalar.map(([text, end]) => ` ${text}${end}`),
      fc.tuple(lead, indent, items).map(([first, by, each]) => {
        return first + shift(`${by}${each.map((item) => `-${item}`).join('\n')}`, by);
      }),
      fc.tuple(lead, indent, fields).map(([first, by, each]) => {
        const lines = each.map(([key, value]) => `${key}:${shift(value, ' ')}`);
        return first + shift(`${by}${lines.join('\n')}`, by);
      }),
    ),
  };
});

const edit = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(4), fc.constantFrom('', ...PIECES))
  .map(([at, cut, piece]) => (text: string) => {
    const start = Math.floor(at * text.length);
    return text.slice(0, start) + piece + text.slice(start + cut);
  });

/** Texts of documents in every style of YAML, most of them valid. */
export const yamlTexts: fc.Arbitrary<string> = fc
  .array(fc.tuple(node, fc.constantFrom(...BORDERS)), { minLength: 1, maxLength: 3 })
  .chain((documents) =>
    fc.constantFrom('\n', '\r\n').map((lineBreak) =>
      documents
        .map(([text, border]) => `${text.trimStart()}\n${border}`)
        .join('')
        .replaceAll('\n', lineBreak),
    ),
  );

function writtenByApps(): readonly string[] {
  const dist = join(REPOSITORY, 'dist');
  const texts = readdirSync(dist).filter((name) => name.endsWith('.yaml'));
  return texts.flatMap((name) => readFileSync(join(dist, name), 'utf8').split(/^(?=---)/m));
}

/** Manifests as apps write them, a few of them at a time, changed in a few places. */
export const changedManifests: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.constantFrom(...writtenByApps()), { minLength: 1, maxLength: 3 }),
    fc.array(edit, { maxLength: 3 }),
  )
  .map(([texts, edits]) => edits.reduce((now, change) => change(now), texts.join('')));

/** Words that have to be quoted, that look as if they had to, or that no quotes help. */
const WORDS = [
  ...['a', 'web', 'b c', 'a: b', 'a #b', 'a:b', "it's", '"q"', '- a', '-1', '80', '017', '~', 'y'],
  ...[
    'on',
    'true',
    '',
    ' ',
    '{a}',
    '[',
    '*a',
    '&a',
    '|',
    '10.0.0.1/8',
    '12:30:45',
    'k.l/m',
    '\u00e9',
  ],
  ...[
    'constructor',
    '__proto__',
    '<<',
    'a\nb\n',
    'a\n\n  b',
    '  a\nb',
    'a\n\n',
    'a\tb',
    '\n',
    '...',
  ],
];

const word = fc.constantFrom(...WORDS, ...Array.from({ length: 60 }, (_, i) => `word-${i}`));
const { written } = fc.letrec<{ written: unknown }>((tie) => ({
  written: fc.oneof(
    { depthSize: 'medium' },
    fc.oneof(word, fc.constantFrom(null, true, 0, -1, 0.5, 1e30)),
    fc.array(tie('written'), { maxLength: 4 }),
    fc.dictionary(word, tie('written'), { maxKeys: 4 }),
  ),
}));

/** Values as programs write them, in block style, some changed in a place or two. */
export const dumpedValues: fc.Arbitrary<string> = fc
  .tuple(
    fc.dictionary(word, written, { minKeys: 1, maxKeys: 4 }),
    fc.record({ indent: fc.constantFrom(1, 2, 2, 2, 4), noArrayIndent: fc.boolean() }),
    fc.constantFrom('', '---\n', '# c\n---\n', '---\n# c\n\n'),
    fc.array(edit, { maxLength: 2 }),
  )
  .map(([value, layout, head, edits]) => {
    const text = head + dump(value, { ...layout, lineWidth: -1, noRefs: true });
    return edits.reduce((now, change) => change(now), text);
  });

const item = fc
  .oneof(
    fc.constantFrom(...writtenByApps()),
    written.map((value) => dump(value, { noRefs: true })),
  )
  .map((text) => ` ${text.replace('---\n', '').trimEnd()}`);

/** Lists in one document as kubectl prints them, of all that may be an item, some changed. */
export const listTexts: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', 'kind: List\n', '---\n# c\na: |\n  b\n', 'a: y\n', 'a: &x 1\n', 'a: "\n'),
    fc.array(fc.oneof(node, item, item), { minLength: 1, maxLength: 5 }),
    fc.constantFrom('', '', '  ', ' '),
    fc.constantFrom(
      '',
      'kind: List\n',
      '# c\n',
      '# c\nb: 1\n',
      'b: n\n',
      'items: []\n',
      'b: "\n',
      '---\na: 1\n',
    ),
    fc.array(edit, { maxLength: 2 }),
  )
  .map(([head, items, by, tail, edits]) => {
    const list = items.map((text) => `${by}-${shift(text, `${by}  `)}\n`).join('');
    return edits.reduce((now, change) => change(now), `${head}items:\n${list}${tail}`);
  });
