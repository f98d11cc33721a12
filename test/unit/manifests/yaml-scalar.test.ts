import { describe, expect, test } from 'vitest';
import { parseManifests } from '../../../lib/manifests';

// Expectations printed by sigs.k8s.io/yaml 1.4.0 and 1.6.0 (YAMLToJSON), the reader of kubectl.
const body = (data: string) =>
  parseManifests(`apiVersion: v1\nkind: ConfigMap\n${data}\n`, 'f.yaml').manifests[0]?.body;
const read = (scalar: string) => body(`v: ${scalar}`)?.['v'];
const messages = (data: string) =>
  parseManifests(`apiVersion: v1\nkind: ConfigMap\n${data}\n`, 'f.yaml').diagnostics.map(
    ({ message }) => message,
  );

const casings = (word: string) => [
  word,
  word.toUpperCase(),
  word.slice(0, 1).toUpperCase() + word.slice(1),
];

test.each(['yes', 'true', 'on'].flatMap(casings))('%s is true', (scalar) => {
  expect(read(scalar)).toBe(true);
});

test.each(['no', 'false', 'off'].flatMap(casings))('%s is false', (scalar) => {
  expect(read(scalar)).toBe(false);
});

test.each(['', '~', ...casings('null')])('%j is null', (scalar) => {
  expect(read(scalar)).toBeNull();
});

test.each([
  ['0443', 291],
  ['0o17', 15],
  ['0O17', 15],
  ['0x1f', 31],
  ['0X1F', 31],
  ['0b1', 1],
  ['-0b1', -1],
  ['8_080', 8080],
  ['1__0', 10],
  ['0x_f', 15],
  ['0_8', 8],
  ['08', 8],
  ['089', 89],
  ['09.5', 9.5],
  ['-0443', -291],
  ['+5', 5],
  ['+0x1f', 31],
  ['1_', 1],
  ['-0', 0],
  ['00', 0],
  ['1.0', 1],
  ['1.', 1],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['1e3', 1000],
  ['1E+3', 1000],
  ['1_000.5', 1000.5],
  ['1.10', 1.1],
  ['18446744073709551616', 2 ** 64],
])('%s is the number %d', (scalar, value) => {
  expect(read(scalar)).toBe(value);
});

test.each([
  'yEs',
  'tRue',
  'nULL',
  '12:30',
  '190:20:30',
  '2001-01-01',
  '2001-12-14t21:59:43.10-05:00',
  '_1',
  '0x',
  '0b2',
  '0o8',
  '1e',
  '1e400',
  '=',
  'v1.2',
  '10.0.0.0/8',
  '1.2.3',
])('%s stays text', (scalar) => {
  expect(read(scalar)).toBe(scalar);
});

test.each([
  ['"80"', '80'],
  ["'yes'", 'yes'],
  ["''", ''],
  ['|-\n  yes', 'yes'],
  ['>-\n  null', 'null'],
  ['"\\u0041\\ty"', 'A\ty'],
])('%s is text, because it is quoted', (scalar, value) => {
  expect(read(scalar)).toBe(value);
});

test.each([
  ['!!str 80', '80'],
  ['! 80', '80'],
  ['!foo 80', '80'],
  ['!!int "80"', 80],
  ['!!float 80', 80],
  ['!!bool "yes"', true],
  ['!!binary aGVsbG8=', 'hello'],
  ['!!null ""', null],
])('%s follows its tag', (scalar, value) => {
  expect(read(scalar)).toBe(value);
});

test('a tag that does not fit its value is refused', () => {
  expect(messages('v: !!int abc')).toEqual(['yaml: cannot decode !!str `abc` as a !!int']);
});

test.each(['.inf', '-.Inf', '+.INF', '.nan', '.NaN'])(
  '%s is refused: JSON has no such number',
  (scalar) => {
    expect(messages(`v: ${scalar}`)).toEqual([`json: unsupported value: ${scalar}`]);
  },
);

describe('keys', () => {
  test.each([
    ['yes', 'true'],
    ['off', 'false'],
    ['0x10', '16'],
    ['8_0', '80'],
    ['1.5', '1.5'],
    ['"yes"', 'yes'],
    ['12:30', '12:30'],
  ])('the key %s is %j', (key, name) => {
    expect(Object.keys(body(`${key}: x`) ?? {})).toContain(name);
  });

  test.each(['~', 'null', '[a]', '{a: b}'])('the key %s is refused', (key) => {
    expect(messages(`? ${key}\n: x`)).toEqual(['yaml: unsupported map key: it must be a text']);
  });
});

describe('y and n without quotes', () => {
  test.each(['y', 'Y', 'n', 'N'])('%s is read as text, with a warning', (letter) => {
    expect(read(letter)).toBe(letter);
    const result = parseManifests(`kind: K\napiVersion: v1\nv: ${letter}`, 'f.yaml');
    expect(result.diagnostics).toMatchObject([
      {
        code: 'manifests/bare-letter',
        severity: 'warning',
        message: 'an unquoted y or n: read as text, but kubectl sends it as a boolean',
        source: { file: 'f.yaml', line: 3, column: 4 },
        help: 'put it in quotes',
      },
    ]);
  });

  test('one warning speaks for a whole document', () => {
    expect(messages('a: [y, n]\nb: y')).toEqual([
      'an unquoted y or n, 3 times in this document: read as text, but kubectl sends it as a boolean',
    ]);
  });

  test('quoted they are nothing special', () => {
    expect(messages('a: "y"')).toEqual([]);
  });
});
