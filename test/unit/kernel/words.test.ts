import { describe, expect, test } from 'vitest';
import {
  count,
  type Diagnostic,
  didYouMean,
  formatDiagnostic,
  formatFieldError,
  formatPath,
  formatSource,
  groupBy,
  hasErrors,
  InvalidInputError,
  nearest,
  notACommand,
  oneLine,
} from '../../../lib/kernel';

describe('text for a terminal', () => {
  test.each([
    ['a\nb', 'a\\u{a}b'],
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['\u202eabc', '\\u{202e}abc'],
    ['naïve 東京', 'naïve 東京'],
    ['a ##[error]b', 'a #\\u{23}[error]b'],
  ])('shows what would move the cursor: %#', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });

  test.each([
    ['::error::x', '\\u{3a}:error::x'],
    ['  ::add-mask file=a,line=1::x', '  \\u{3a}:add-mask file=a,line=1::x'],
    ['::/0, 2001:db8::/32', '::/0, 2001:db8::/32'],
    ['::1 reaches fe80::1', '::1 reaches fe80::1'],
    ['shop::db', 'shop::db'],
  ])('a log takes no line for a command: %s', (line, inert) => {
    expect(notACommand(line)).toBe(inert);
  });

  test('counts with a noun', () => {
    expect([
      count(1, 'policy', 'policies'),
      count(0, 'policy', 'policies'),
      count(2, 'pod'),
    ]).toEqual(['1 policy', '0 policies', '2 pods']);
  });
});

describe('a diagnostic', () => {
  const diagnostic: Diagnostic = {
    code: 'model/example',
    severity: 'error',
    message: 'a pod\nhas no name',
    source: {
      file: 'pods.yaml',
      line: 3,
      column: 5,
      path: 'metadata',
      construct: 'app/pod',
      typescript: { file: 'main.ts', line: 7, column: 1 },
    },
    why: 'the API server refuses it',
    help: 'write metadata.name',
  };

  test('tells what, where, why and what to do', () => {
    expect(formatDiagnostic(diagnostic)).toMatchInlineSnapshot(`
      "error[model/example]  a pod\\u{a}has no name
        at    pods.yaml:3:5  metadata
              construct app/pod
              main.ts:7:1
        why   the API server refuses it
        help  write metadata.name"
    `);
  });

  test('forbids an answer when it is an error', () => {
    expect(hasErrors([{ ...diagnostic, severity: 'warning' }])).toBe(false);
    expect(hasErrors([diagnostic])).toBe(true);
  });

  test('is not alone: an error carries all of them', () => {
    const error = new InvalidInputError([
      diagnostic,
      { code: 'x/y', severity: 'error', message: 'z' },
    ]);
    expect(error.message.split('\n\n')).toHaveLength(2);
  });
});

describe('a place', () => {
  test.each([
    [['spec', 'ingress', 0, 'from', 1], 'spec.ingress[0].from[1]'],
    [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels["app.kubernetes.io/name"]'],
    [[], ''],
  ])('inside an object is written as kubectl writes it: %#', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });

  test.each([
    [{ file: 'a.yaml' }, 'a.yaml'],
    [{ file: 'a.yaml', line: 2 }, 'a.yaml:2'],
    [{ file: 'a.yaml', column: 9 }, 'a.yaml'],
  ])('in a file is told as far as it is known: %#', (source, text) => {
    expect(formatSource(source)).toBe(text);
  });

  test('of a missing field has no value to show', () => {
    const error = { path: ['spec'], type: 'Required value' as const, detail: 'say something' };
    expect(formatFieldError(error)).toBe('spec: Required value: say something');
  });
});

describe('a suggestion', () => {
  test.each([
    ['ingres', ['egress', 'ingress'], 'ingress'],
    ['portabel', ['portable', 'calico'], 'portable'],
    ['wbe', ['api', 'web'], 'web'],
    ['tcp', ['UDP', 'TCP'], 'TCP'],
    ['xyz', ['portable', 'calico'], undefined],
    ['cat', ['car', 'bat'], 'bat'],
  ])('for %s out of %j is %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test('is a question, or nothing', () => {
    expect(didYouMean('calco', ['calico'])).toBe(' Did you mean `calico`?');
    expect(didYouMean('xyz', ['calico'])).toBe('');
  });
});

test('grouping keeps the order of items and of keys, and asks for each key once', () => {
  let asked = 0;
  const groups = groupBy([3, 1, 4, 1, 5], (each) => {
    asked += 1;
    return each % 2;
  });
  expect([...groups]).toEqual([
    [1, [3, 1, 1, 5]],
    [0, [4]],
  ]);
  expect(asked).toBe(5);
});
