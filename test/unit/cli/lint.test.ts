import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { deployment, folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

/** One mistake that lets everyone in, on line 16, and nothing else that a check of this name finds. */
const OPEN = `${deployment('shop/db', 5432).trim()}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress:
    - from: [] # nobody
      ports: [{ port: 5432 }]
`;
const SHUT = OPEN.replace('from: [] # nobody', 'from: [{ podSelector: {} }]');
const ONLY = ['--select', 'NP002'];

function lint(...argv: readonly string[]) {
  const cwd = folderWith({ 'shop.yaml': OPEN, 'shut.yaml': SHUT });
  return netpol(['lint', ...argv], { cwd });
}

test('a finding is told with its line, what to do, and where its page is', async () => {
  const { code, stdout, stderr } = await lint('shop.yaml', ...ONLY);
  expect([code, stderr]).toEqual([1, 'error: 1 finding of severity error\n']);
  expect(stdout).toMatchInlineSnapshot(`
    "error NP002 empty-peer-list: shop/db ingress[0] has an empty \`from\`, which opens
      it from everyone
      --> shop.yaml:16:7
       |
    16 |     - from: [] # nobody
       |       ^^^^^^^^
       = help: remove the rule to let nobody through, or leave \`from\` and \`to\` out
           where everyone is meant
       = docs: netpol checks NP002

    1 finding (1 error); 1 policy, 1 workload, profile portable.
    "
  `);
});

test('nothing found is the answer yes, in one line', async () => {
  const { code, stdout, stderr } = await lint('shut.yaml', ...ONLY);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe('0 findings; 1 policy, 1 workload, profile portable.\n');
});

test('plain is one line for each finding, as editors read them', async () => {
  const { stdout } = await lint('shop.yaml', ...ONLY, '-o', 'plain');
  const [first, ...others] = stdout.trimEnd().split('\n');
  expect(first).toMatch(/^shop\.yaml:16:7: error NP002 shop\/db ingress\[0\] has an empty `from`/);
  expect(others).toEqual(['1 finding (1 error); 1 policy, 1 workload, profile portable.']);
});

test('the line of what came by standard input is shown as well', async () => {
  const { code, stdout } = await netpol(['lint', '-', ...ONLY], { stdin: () => OPEN });
  expect(code).toBe(1);
  expect(stdout).toContain('--> <stdin>:16:7\n');
  expect(stdout).toContain('16 |     - from: [] # nobody\n');
});

test('JSON is the whole answer, also where it is no', async () => {
  const { code, stdout } = await lint('shop.yaml', ...ONLY, '-o', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: '1',
    findings: [{ check: 'NP002', source: { file: 'shop.yaml', line: 16 }, standing: 'open' }],
    summary: { errors: 1 },
  });
});

test.each([
  ['error', 1],
  ['warning', 1],
  ['info', 1],
  ['never', 0],
])('an error with --fail-on %s ends with %d', async (level, expected) => {
  expect((await lint('shop.yaml', ...ONLY, '--fail-on', level)).code).toBe(expected);
});

test('unused acknowledgements are no findings, and fail with --fail-on warning', async () => {
  const yaml = `${OPEN.trimEnd()}\n    # netpol-ignore NP002 -- nobody needs this one\n`;
  const stdin = () => `# netpol-ignore NP002 -- nobody needs this one\n${yaml}`;
  const args = ['lint', '-', '--select', 'NP002', '--fail-on', 'warning'];
  const { code, stderr } = await netpol(args, { stdin });
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/error: .*1 unused acknowledgement\n$/),
  ]);
});

test.each(['NP002', 'np002', 'empty-peer-list', 'NP0', 'np0,NP002'])(
  'a check that --ignore calls %s is not run',
  async (word) => {
    expect((await lint('shop.yaml', ...ONLY, '--ignore', word)).code).toBe(0);
  },
);

test.each(['NP002', 'empty-peer-list', 'NP0'])('--select %s runs that check', async (word) => {
  expect((await lint('shop.yaml', '--select', word)).stdout).toContain('error NP002');
});

test.each([
  ['NP9', 'NP9'],
  ['empty-peer-lst', 'empty-peer-lst`. Did you mean `empty-peer-list`?'],
  ['empty-peer', 'empty-peer`. Did you mean `empty-peer-list`?'],
])('a check called %s is refused', async (word, said) => {
  const { code, stdout, reason } = await lint('shop.yaml', '--select', word);
  expect([code, stdout]).toEqual([2, '']);
  expect(reason).toContain(`error: there is no check \`${said}`);
});

describe('a line of a text', () => {
  /** The frame of the one finding in a text: the line, and the sign below it. */
  async function frame(text: string): Promise<readonly string[]> {
    const { stdout } = await netpol(['lint', '-', ...ONLY], { stdin: () => text });
    return stdout.split('\n').flatMap((line) => /^[ \d]{2} \| (.+)/.exec(line)?.[1] ?? []);
  }

  const policy = (spec: string) =>
    `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: x, namespace: a}, ${spec}}`;

  test('ends where the entry ends', async () => {
    const text = policy('spec: {podSelector: {}, ingress: [{from: [ ], ports: [{port: 1}]}]}');
    const [line = '', sign = ''] = await frame(text);
    expect(line.slice(sign.indexOf('^'), sign.lastIndexOf('^') + 1)).toBe('from: [ ]');
  });

  test('that is longer than the terminal is shown around the place', async () => {
    const long = `spec: {podSelector: {}, ingress: [{ports: [${'{port: 1}, '.repeat(20)}], from: []}]}`;
    const [line = '', sign = ''] = await frame(policy(long));
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line.slice(sign.indexOf('^'), sign.lastIndexOf('^') + 1)).toBe('from: []');
  });

  test('cannot move the cursor', async () => {
    const text = policy('spec: {podSelector: {}, ingress: [{from: []}]}');
    const [line = ''] = await frame(`${text} # \u202e\u009b2J`);
    expect(line).toContain('# ??2J');
  });
});

test('an answer that is written to a file as well is the same', async () => {
  const cwd = folderWith({ 'shop.yaml': OPEN });
  const argv = ['lint', 'shop.yaml', ...ONLY, '-o', 'json', '--report', 'json=out/lint.json'];
  const { stdout } = await netpol(argv, { cwd });
  expect(readFileSync(join(cwd, 'out/lint.json'), 'utf8')).toBe(stdout);
});

test('a file that is called differently has the same fingerprint', async () => {
  const cwd = folderWith({ 'shop.yaml': OPEN });
  writeFileSync(join(cwd, 'other.yaml'), `# a comment\n\n${OPEN}`);
  const fingerprint = async (file: string) => {
    const { stdout } = await netpol(['lint', file, ...ONLY, '-o', 'json'], { cwd });
    return /"fingerprint": "(\w+)"/.exec(stdout)?.[1];
  };
  expect(await fingerprint('other.yaml')).toBe(await fingerprint('shop.yaml'));
  expect(await fingerprint('shop.yaml')).toMatch(/^\w{16}$/);
});

describe('what reading warns of as well', () => {
  const elsewhere = `${deployment('shop/web')}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }
`;
  const WARNING = 'warning[model/forgotten-namespace]';

  test('is said once, by the check', async () => {
    const cwd = folderWith({ 'shop.yaml': elsewhere });
    const { stdout, stderr } = await netpol(['lint', 'shop.yaml'], { cwd });
    expect(stdout).toContain('namespace-omitted');
    expect(stderr).not.toContain(WARNING);
  });

  test('is said by reading where the check does not run', async () => {
    const cwd = folderWith({ 'shop.yaml': elsewhere });
    const { stderr } = await netpol(['lint', 'shop.yaml', ...ONLY], { cwd });
    expect(stderr).toContain(WARNING);
    const checked = await netpol(['check', 'shop.yaml', '--allow-no-intents', '--no-lint'], {
      cwd,
    });
    expect(checked.stderr).toContain(WARNING);
  });
});
