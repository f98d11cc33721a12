import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../lib/kernel';
import { MAX_DEPTH, parseManifests } from '../../../lib/manifests';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n';

const parse = (text: string, file = 'f.yaml') => parseManifests(text, file);
const names = (text: string, file = 'f.yaml') =>
  parse(text, file).manifests.map(({ kind, name }) => `${kind}/${name}`);
const problems = (text: string, file = 'f.yaml') =>
  parse(text, file).diagnostics.map(
    ({ code, message, source }) => `${source?.line}:${source?.column} ${code} ${message}`,
  );

describe('documents', () => {
  test('a document is one manifest', () => {
    const [manifest] = parse(CONFIG_MAP).manifests;
    expect(manifest).toMatchObject({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'a',
      namespace: 'shop',
    });
  });

  test('a file counts as one file, whatever it holds', () => {
    expect(parse(`${CONFIG_MAP}---\n${CONFIG_MAP}`).files).toBe(1);
  });

  test.each([
    ['markers', `---\n${CONFIG_MAP}---\n${CONFIG_MAP}`],
    ['markers with a comment', `--- # first\n${CONFIG_MAP}--- # second\n${CONFIG_MAP}`],
    ['end markers', `${CONFIG_MAP}...\n---\n${CONFIG_MAP}...\n`],
    [
      'empty documents between',
      `---\n---\n${CONFIG_MAP}---\n# nothing\n---\n~\n---\n${CONFIG_MAP}---\n`,
    ],
    ['CRLF', `---\n${CONFIG_MAP}---\n${CONFIG_MAP}`.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${CONFIG_MAP}---\n${CONFIG_MAP}`],
    ['a directive', `%YAML 1.1\n---\n${CONFIG_MAP}---\n${CONFIG_MAP}`],
  ])('documents are told apart with %s', (_what, text) => {
    expect(names(text)).toEqual(['ConfigMap/a', 'ConfigMap/a']);
    expect(problems(text)).toEqual([]);
  });

  test('a text of nothing but comments holds nothing, and that is no problem', () => {
    expect(parse('# a\n\n# b\n')).toMatchObject({ manifests: [], diagnostics: [] });
  });

  test('a directive of YAML 1.2 does not change how scalars are read', () => {
    expect(parse(`%YAML 1.2\n---\n${CONFIG_MAP}v: 0o17\nw: on\n`).manifests[0]?.body).toMatchObject(
      { v: 15, w: true },
    );
  });

  test.each([
    ['- a\n', '1:1 manifests/not-an-object a list is not a Kubernetes object'],
    ['hello\n', '1:1 manifests/not-an-object a string is not a Kubernetes object'],
    ['a: 1\n', '1:1 manifests/no-kind `kind` is missing: this is not a Kubernetes object'],
    [
      'kind: Pod\n',
      '1:1 manifests/no-kind `apiVersion` is missing: this is not a Kubernetes object',
    ],
    [
      'kind: 5\napiVersion: v1\n',
      '1:1 manifests/no-kind `kind` is missing: this is not a Kubernetes object',
    ],
  ])('%j is no manifest', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test('the position of a second document is its own', () => {
    expect(problems(`${CONFIG_MAP}---\n\n  a: 1\n`)).toEqual([
      '6:3 manifests/no-kind `kind` is missing: this is not a Kubernetes object',
    ]);
  });

  test('a broken document does not hide the others', () => {
    const text = `${CONFIG_MAP}---\na: b: c\n---\n${CONFIG_MAP}---\n[\n---\n`;
    expect(names(text)).toHaveLength(2);
    expect(problems(text).map((each) => each.split(' ')[1])).toEqual([
      'manifests/not-yaml',
      'manifests/not-yaml',
    ]);
  });

  test('a template is told to be rendered', () => {
    const [first] = parse('kind: {{ .Values.kind }}\n').diagnostics;
    expect(first?.help).toBe(
      'render the template first, with `helm template <chart>`, and read its output',
    );
  });

  test.each([
    [
      'metadata: {name: 5}',
      '3:12 manifests/wrong-type json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string',
    ],
    [
      'metadata: {namespace: on}',
      '3:12 manifests/wrong-type json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.namespace of type string',
    ],
    [
      'metadata: x',
      '3:1 manifests/wrong-type json: cannot unmarshal string into Go struct field .metadata of type v1.ObjectMeta',
    ],
  ])('identity is text: %s is refused', (metadata, problem) => {
    expect(problems(`apiVersion: v1\nkind: Pod\n${metadata}\n`)).toEqual([problem]);
  });
});

describe('lists', () => {
  const item = '{apiVersion: v1, kind: Pod, metadata: {name: p}}';

  test('a List holds its items', () => {
    expect(names(`apiVersion: v1\nkind: List\nitems: [${item}, ${item}]\n`)).toEqual([
      'Pod/p',
      'Pod/p',
    ]);
  });

  test('the items of a typed list need not say what they are', () => {
    const text =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems:\n- metadata: {name: np}\n';
    expect(parse(text).manifests[0]).toMatchObject({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      name: 'np',
    });
  });

  test('lists hold lists', () => {
    const inner = `{apiVersion: v1, kind: PodList, items: [{metadata: {name: q}}]}`;
    expect(names(`apiVersion: v1\nkind: List\nitems: [${inner}, ${item}]\n`)).toEqual([
      'Pod/q',
      'Pod/p',
    ]);
  });

  test('an empty list holds nothing', () => {
    expect(parse('apiVersion: v1\nkind: PodList\nitems: null\n')).toMatchObject({
      manifests: [],
      diagnostics: [],
    });
  });

  test('a kind that merely ends in List is an object like any other', () => {
    expect(names('apiVersion: x/v1\nkind: AllowList\nmetadata: {name: a}\nspec: {}\n')).toEqual([
      'AllowList/a',
    ]);
  });

  test.each([
    ['items: 5', '3:1 manifests/list-without-items `items` of a List is a number, not a list'],
    ['items: [null]', '3:9 manifests/not-an-object null is not a Kubernetes object'],
    [
      'items: [{kind: Pod}]',
      '3:9 manifests/no-kind `apiVersion` is missing: this is not a Kubernetes object',
    ],
  ])('a List with %s is refused', (items, problem) => {
    expect(problems(`apiVersion: v1\nkind: List\n${items}\n`)).toEqual([problem]);
  });

  test('positions point into the file, paths into the object', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec:\n    hostNetwork: true\n';
    expect(parse(text).manifests[0]?.origin.at(['spec', 'hostNetwork'])).toEqual({
      file: 'f.yaml',
      line: 7,
      column: 5,
      path: 'spec.hostNetwork',
    });
  });

  test('status is kept', () => {
    const text =
      'apiVersion: v1\nkind: PodList\nitems: [{metadata: {name: p}, status: {podIP: 10.0.0.1}}]\n';
    expect(parse(text).manifests[0]?.body['status']).toEqual({ podIP: '10.0.0.1' });
  });
});

describe('JSON', () => {
  const pod = (name: string) => `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"}}`;

  test.each(['f.json', 'f.yaml', '<stdin>'])('is read from %s', (file) => {
    expect(names(pod('a'), file)).toEqual(['Pod/a']);
  });

  test('several objects may follow each other', () => {
    expect(names(`${pod('a')}\n${pod('b')}`)).toEqual(['Pod/a', 'Pod/b']);
  });

  test('a field that is written twice is refused where it is written again', () => {
    const text = `{"apiVersion":"v1","kind":"Pod",\n "spec":{"a":[{"b":1,\n  "b":2}]}}`;
    expect(problems(text)).toEqual([
      '3:3 manifests/duplicate-key strict decoding error: duplicate field "spec.a[0].b"',
    ]);
  });

  test('colons and braces inside texts are no fields', () => {
    const text = `{"apiVersion":"v1","kind":"Pod","a":"{\\"b\\": [:\\\\"}`;
    expect(problems(text)).toEqual([]);
  });

  test('a broken .json file is not JSON', () => {
    expect(problems('{\n  "a": 1,\n}', 'f.json')).toEqual([
      '3:1 manifests/not-json not JSON: PropertyNameExpected',
    ]);
  });

  test('what only looks like JSON is flow YAML', () => {
    expect(names('{apiVersion: v1, kind: Pod, metadata: {name: a}}')).toEqual(['Pod/a']);
  });

  test('nodes are found', () => {
    const text = `{"apiVersion":"v1",\n"kind":"Pod",\n"spec":{\n  "containers":[\n    {"name":"c"}]}}`;
    const origin = parse(text).manifests[0]?.origin;
    expect(origin?.at(['spec', 'containers', 0])).toMatchObject({ line: 5, column: 5 });
    expect(origin?.at(['spec', 'containers', 0, 'name'])).toMatchObject({ line: 5, column: 6 });
    expect(origin?.at(['spec', 'nodeName'])).toMatchObject({ line: 3, column: 1 });
  });
});

describe('positions in YAML', () => {
  const text = `${CONFIG_MAP}spec:\n  rules:\n  - from:\n    - a: 1\n  flow: {x: [1, 2]}\n  empty:\n`;
  const at = (...path: (string | number)[]) => {
    const source = parse(text).manifests[0]?.origin.at(path);
    return `${source?.line}:${source?.column} ${source?.path}`;
  };

  test.each([
    [['spec', 'rules'], '5:3 spec.rules'],
    [['spec', 'rules', 0], '6:5 spec.rules[0]'],
    [['spec', 'rules', 0, 'from', 0, 'a'], '7:7 spec.rules[0].from[0].a'],
    [['spec', 'flow', 'x', 1], '8:17 spec.flow.x[1]'],
    [['spec', 'empty'], '9:3 spec.empty'],
  ])('%j is where it was written', (path, expected) => {
    expect(at(...path)).toBe(expected);
  });

  test.each([
    [['spec', 'rules', 0, 'ports'], '6:5 spec.rules[0].ports'],
    [['spec', 'rules', 7, 'ports'], '5:3 spec.rules[7].ports'],
    [['nothing'], '1:1 nothing'],
  ])('%j, which was not written, is where its parent is', (path, expected) => {
    expect(at(...path)).toBe(expected);
  });

  test('a node behind an alias is where its anchor is', () => {
    const { manifests } = parse(`${CONFIG_MAP}a: &a\n  x: 1\nb: *a\nc:\n  <<: *a\n`);
    expect(manifests[0]?.origin.at(['b', 'x'])).toMatchObject({ line: 5, column: 3 });
    expect(manifests[0]?.origin.at(['c', 'x'])).toMatchObject({ line: 5, column: 3 });
  });

  test('columns do not count a byte order mark', () => {
    expect(problems('\uFEFFa: 1')).toEqual([
      '1:1 manifests/no-kind `kind` is missing: this is not a Kubernetes object',
    ]);
  });
});

describe('aliases, merges and duplicates', () => {
  const body = (data: string) => parse(`${CONFIG_MAP}${data}\n`).manifests[0]?.body;
  const issues = (data: string) => problems(`${CONFIG_MAP}${data}\n`);

  test('an alias stands for what its anchor named last', () => {
    expect(body('a: [&x 1, *x, &x 2, *x]')).toMatchObject({ a: [1, 1, 2, 2] });
  });

  test('a field after a merge replaces what was merged', () => {
    expect(body('a: &a {x: 1, y1: 2}\nb: {<<: *a, x: 3}')).toMatchObject({ b: { x: 3, y1: 2 } });
  });

  test('of several merged mappings the first one wins', () => {
    expect(body('b: {<<: [{x: 1}, {x: 2, z: 3}]}')).toMatchObject({ b: { x: 1, z: 3 } });
  });

  test('a merge after the field it replaces is ambiguous, and refused', () => {
    expect(issues('b: {x: 1, <<: {x: 2}}')).toEqual([
      '4:11 manifests/duplicate-key yaml: unmarshal errors: line 4: key "x" already set in map',
    ]);
  });

  test.each([
    ['a: *nope', "4:4 manifests/not-yaml yaml: unknown anchor 'nope' referenced"],
    ['a: &a [*a]', "4:8 manifests/not-yaml yaml: anchor 'a' value contains itself"],
    [
      'a: {<<: 5}',
      '4:5 manifests/not-yaml yaml: map merge requires map or sequence of maps as the value',
    ],
  ])('%s is refused', (data, problem) => {
    expect(issues(data)).toEqual([problem]);
  });

  test('a key that is set twice is refused, with its line', () => {
    expect(issues('spec:\n  a: 1\n  b: 2\n  a: 3')).toEqual([
      '7:3 manifests/duplicate-key yaml: unmarshal errors: line 7: key "a" already set in map',
    ]);
  });

  test('keys are the same if Kubernetes reads them the same', () => {
    expect(issues('yes: 1\n"true": 2')).toEqual([
      '5:1 manifests/duplicate-key yaml: unmarshal errors: line 5: key "true" already set in map',
    ]);
  });
});

describe('hostile text', () => {
  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  test.each([
    ['brackets', deep(10_000)],
    ['unclosed brackets', '['.repeat(10_000)],
    ['JSON objects', '{"a":'.repeat(10_000)],
    ['flow mappings', 'x: '.concat('{a: '.repeat(10_000))],
    ['dashes', '- '.repeat(10_000)],
    ['explicit keys', '? '.repeat(10_000)],
    ['indentation', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s that nest too deep are refused', (_what, text) => {
    expect(parse(text).diagnostics).toMatchObject([
      { code: 'manifests/too-deep', message: `nested deeper than ${MAX_DEPTH} levels` },
    ]);
  });

  test('what nests exactly as deep as allowed is read', () => {
    const text = `apiVersion: v1\nkind: X\nv: ${deep(MAX_DEPTH - 1)}\n`;
    expect(parse(text).diagnostics).toEqual([]);
    expect(parse(text.replace('[', '[[').replace(']', ']]')).diagnostics).toHaveLength(1);
  });

  test('aliases of aliases of aliases are refused, not expanded', () => {
    const lines = Array.from(
      { length: 12 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`,
    );
    const text = `${CONFIG_MAP}a0: &a0 [${Array(10).fill('x').join(', ')}]\n${lines.join('\n')}\n`;
    expect(parse(text).diagnostics).toMatchObject([{ code: 'manifests/alias-bomb' }]);
  });

  test('aliases cannot nest deeper than text can', () => {
    const lines = Array.from({ length: 300 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`);
    const { diagnostics } = parse(`${CONFIG_MAP}a0: &a0 [x]\n${lines.join('\n')}\n`);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['manifests/too-deep']));
  });

  test('a huge scalar is just a value', () => {
    expect(problems(`${CONFIG_MAP}v: "${'x'.repeat(1_000_000)}"\n`)).toEqual([]);
  });

  test.each(['f.yaml', 'f.json'])(
    '__proto__ and constructor are fields like any other in %s',
    (file) => {
      const text = '{"apiVersion":"v1","kind":"X","__proto__":{"polluted":true},"constructor":1}';
      const body = parse(file === 'f.json' ? text : `# yaml\n${text}`, file).manifests[0]?.body;
      expect(Object.keys(body ?? {})).toEqual(['apiVersion', 'kind', '__proto__', 'constructor']);
      expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
      expect('polluted' in {}).toBe(false);
    },
  );

  test('NUL bytes make a file binary', () => {
    expect(parse('a\0b').diagnostics).toMatchObject([
      { code: 'manifests/binary', source: { file: 'f.yaml' } },
    ]);
  });

  test('every message is one line', () => {
    const { diagnostics } = parse('"a\\nb": 1\n"a\\nb": 2\n');
    expect(diagnostics.map(formatDiagnostic).join('\n')).not.toMatch(/a\nb/);
  });
});
