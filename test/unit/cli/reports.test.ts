import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { FORMATS_OF } from '../../../lib/cli/output/format';
import { REPOSITORY } from '../../support/repository';
import { hasSarifSchema, sarifProblems } from '../../support/sarif-schema';
import { readXml } from '../../support/xml';
import { CONTROL } from '../renderers/support/any-text';
import { deployment, folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

/** Anybody reaches the database on one port, and on another one pods of an open block may. */
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress:
    - from: []
      ports: [{ port: 5432 }]
    - from: [{ ipBlock: { cidr: 10.0.0.0/8 } }]
      ports: [{ port: 9187 }]
`;
const INTENTS = `intents:
  - { name: only web, only: shop/web, reaches: shop/db, ports: [5432] }
  - { name: web never scrapes, none: shop/web, reaches: shop/db, ports: [9187] }
`;
const FILES = {
  'k8s/web.yaml': deployment('shop/web'),
  'k8s/db.yaml': deployment('shop/db', 5432),
  'k8s/policy.yaml': POLICY,
  'intents.yaml': INTENTS,
};

/** Parses the documents among the formats; every other text only has to be there. */
const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  json: JSON.parse,
  sarif: JSON.parse,
  gitlab: JSON.parse,
  junit: readXml,
};

describe.each(['check', 'lint', 'reach', 'matrix', 'evidence'] as const)('%s', (verb) => {
  test.each(FORMATS_OF[verb])(
    '-o %s is an answer and nothing else, also on exit 1',
    async (format) => {
      const { code, stdout } = await netpol([verb, 'k8s', '-o', format], {
        cwd: folderWith(FILES),
      });
      expect(code).toBeLessThan(2);
      expect(stdout.trim()).not.toBe('');
      PARSERS[format]?.(stdout);
    },
  );

  test.each(FORMATS_OF[verb])('-o %s prints nothing where there is no answer', async (format) => {
    const cwd = folderWith({ ...FILES, 'k8s/bad.yaml': 'kind: [' });
    const report = join(cwd, 'report');
    const argv = [verb, 'k8s', '-o', format, '--report', `json=${report}`];
    const { code, stdout } = await netpol(argv, { cwd });
    expect([code, stdout, existsSync(report)]).toEqual([2, '', false]);
  });
});

test.each([
  ['explain', 'shop/web', 'shop/db:5432'],
  ['explain', 'shop/db'],
])('%s is Markdown around what people read', async (...argv) => {
  const cwd = folderWith(FILES);
  const { code, stdout } = await netpol([...argv, 'k8s', '-o', 'md'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^<!-- cdk8s-netpol:explain -->\n### .*\n\n```text\n[\s\S]*\n```\n$/);
});

test('one run writes several reports beside what it prints', async () => {
  const cwd = folderWith(FILES);
  const alone = await netpol(['check', 'k8s'], { cwd });
  const reports = ['sarif=out/a.sarif', 'junit=out/a.xml', 'md=out/a.md', 'gitlab=out/a.json'];
  const argv = ['check', 'k8s', ...reports.flatMap((each) => ['--report', each])];
  expect(await netpol(argv, { cwd })).toEqual(alone);
  const read = (file: string) => readFileSync(join(cwd, 'out', file), 'utf8');
  expect(JSON.parse(read('a.sarif'))).toMatchObject({ version: '2.1.0' });
  expect(readXml(read('a.xml')).name).toBe('testsuites');
  expect(read('a.md')).toMatch(/^<!-- cdk8s-netpol:check -->\n### ❌/);
  expect(JSON.parse(read('a.json')).length).toBeGreaterThan(2);
});

test('a report replaces the one of the last run', async () => {
  const cwd = folderWith({ ...FILES, 'a.sarif': 'x'.repeat(1_000_000) });
  await netpol(['lint', 'k8s', '--report', 'sarif=a.sarif'], { cwd });
  expect(JSON.parse(readFileSync(join(cwd, 'a.sarif'), 'utf8'))).toMatchObject({ runs: [{}] });
});

test('two reports do not go to one file', async () => {
  const cwd = folderWith(FILES);
  const argv = ['lint', 'k8s', '--report', 'sarif=a.json', '--report', 'gitlab=./a.json'];
  const { code, stdout, reason } = await netpol(argv, { cwd });
  expect([code, stdout, existsSync(join(cwd, 'a.json'))]).toEqual([2, '', false]);
  expect(reason).toBe(
    'error: two reports go to `a.json`: sarif and gitlab (give each a file of its own)',
  );
});

test('-o github adds Markdown to the summary of the step', async () => {
  const cwd = folderWith({ ...FILES, 'summary.md': '# Before\n' });
  const env = { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
  const { stdout } = await netpol(['check', 'k8s', '-o', 'github'], { cwd, env });
  expect(stdout).toMatch(/^::error file=intents\.yaml,line=2,/);
  const summary = readFileSync(join(cwd, 'summary.md'), 'utf8');
  expect(summary).toMatch(/^# Before\n<!-- cdk8s-netpol:check -->\n### ❌/);
});

test('a summary that cannot be written takes nothing from the answer', async () => {
  const cwd = folderWith(FILES);
  const env = { GITHUB_STEP_SUMMARY: join(cwd, 'no/such/folder') };
  const { code, stdout, stderr } = await netpol(['lint', 'k8s', '-o', 'github'], { cwd, env });
  expect(code).toBe(1);
  expect(stdout).toContain('::error ');
  expect(stderr).toContain('warning: no summary of the step: ENOENT');
});

test('paths are those of the repository, wherever in it the command runs', async () => {
  const repository = folderWith({
    '.git/HEAD': '',
    ...Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`infra/${name}`, text])),
  });
  const inside = join(repository, 'infra');
  const { stdout } = await netpol(['lint', 'k8s', '-o', 'gitlab'], { cwd: inside });
  const paths = (JSON.parse(stdout) as { location: { path: string } }[]).map(
    (x) => x.location.path,
  );
  expect(new Set(paths)).toContain('infra/k8s/policy.yaml');
  for (const style of ['./k8s', 'k8s/', '../infra/k8s', join(inside, 'k8s')]) {
    expect((await netpol(['lint', style, '-o', 'gitlab'], { cwd: inside })).stdout).toBe(stdout);
  }
});

test.each(['sarif', 'gitlab', 'junit', 'csv', 'github', 'json'])(
  'the order of the paths changes no byte of lint -o %s',
  async (format) => {
    const cwd = folderWith(FILES);
    const paths = ['k8s/db.yaml', 'k8s/policy.yaml', 'k8s/web.yaml'];
    const of = async (order: readonly string[]) =>
      (await netpol(['lint', ...order, '-o', format], { cwd })).stdout;
    expect(await of(paths.toReversed())).toBe(await of(paths));
  },
);

describe('a fingerprint', () => {
  async function prints(policy: string, name = 'k8s/policy.yaml'): Promise<readonly string[]> {
    const { 'k8s/policy.yaml': _, ...others } = FILES;
    const cwd = folderWith({ ...others, [name]: policy });
    const { stdout } = await netpol(['check', 'k8s', '-o', 'gitlab'], { cwd });
    return (JSON.parse(stdout) as { fingerprint: string }[]).map((x) => x.fingerprint).sort();
  }
  const [head = '', first = '', second = ''] = POLICY.split(/(?= {4}- from)/);

  test.each([
    ['lines above', `${'# a comment\n'.repeat(10)}${POLICY}`, 'k8s/policy.yaml'],
    ['another name of the file', POLICY, 'k8s/renamed.yaml'],
    ['another order of the rules', head + second + first, 'k8s/policy.yaml'],
  ])('survives %s', async (_, policy, name) => {
    const before = await prints(POLICY);
    expect(before.length).toBeGreaterThan(3);
    expect(await prints(policy, name)).toEqual(before);
  });

  test('changes with the rule that it is about', async () => {
    expect(await prints(POLICY.replace('5432', '5433'))).not.toEqual(await prints(POLICY));
  });
});

describe('an undecided intent alone', () => {
  const files = {
    ...FILES,
    'intents.yaml': 'intents: [{ name: x, none: shop/web, reaches: shop/db, ports: [9187] }]\n',
  };

  test.each(FORMATS_OF.check)('is neither allowed nor denied in -o %s', async (format) => {
    const cwd = folderWith(files);
    const { code, stdout } = await netpol(['check', 'k8s', '--no-lint', '-o', format], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/undecided|\?/i);
    expect(stdout).not.toMatch(/\b1 passed|"holds": 1|9187\/TCP +(ALLOWED|DENIED)/);
  });
});

describe('an undecided flow alone', () => {
  test.each(FORMATS_OF.reach)('is neither allowed nor denied in -o %s', async (format) => {
    const policy = POLICY.replace(/ {4}- from: \[\]\n.*\n/, '');
    const cwd = folderWith({ ...FILES, 'k8s/policy.yaml': policy });
    const argv = ['reach', 'k8s', '--from', 'shop/web', '--to', 'shop/db', '-o', format];
    const { stdout } = await netpol(argv, { cwd });
    expect(stdout).toMatch(/undecided|\? 9187/);
    expect(stdout).not.toMatch(/-->|"allowed": \{\s*"TCP"|,allowed,|style=solid/);
  });
});

/** Everything in it that is free text is hostile. */
const HOSTILE =
  '</script><img onerror=x> ::error::gone ##[error]x \u001b[31m =cmd() | ` @team --> "]';

describe('an intent with a hostile name', () => {
  test.each(FORMATS_OF.check)('is inert in -o %s', async (format) => {
    const name = JSON.stringify(`::error::x ${HOSTILE}`);
    const cwd = folderWith({
      ...FILES,
      'intents.yaml': `intents: [{ name: ${name}, none: any-pod, reaches: shop/db }]\n`,
    });
    const { stdout } = await netpol(['check', 'k8s', '-o', format], { cwd });
    expect(stdout).not.toMatch(CONTROL);
    expect(stdout).not.toContain('##[');
    for (const line of stdout.split('\n')) {
      if (!line.startsWith('::error file=')) expect(line).not.toMatch(/^\s*::error/);
    }
    PARSERS[format]?.(stdout);
  });
});

describe('an annotation with a hostile reason', () => {
  test.each(FORMATS_OF.lint)('is inert in -o %s', async (format) => {
    const reason = JSON.stringify(`::error::x ${HOSTILE}`);
    const annotated = POLICY.replace(
      'metadata: {',
      `metadata: { annotations: { cdk8s-netpol/acknowledge.NP002: ${reason} },`,
    );
    const cwd = folderWith({ ...FILES, 'k8s/policy.yaml': annotated });
    const { code, stdout } = await netpol(['lint', 'k8s', '-v', '-o', format], { cwd });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(CONTROL);
    expect(stdout).not.toContain('##[');
    expect(stdout).not.toMatch(/^\s*::error(?! file=)/m);
    if (format === 'markdown') expect(stdout).not.toMatch(/<img|<\/script/);
    PARSERS[format]?.(stdout);
  });
});

test.skipIf(!hasSarifSchema)(
  'what check and lint write is what the schema of SARIF says',
  async () => {
    const cwd = folderWith(FILES);
    for (const verb of ['check', 'lint']) {
      const { stdout } = await netpol([verb, 'k8s', '-o', 'sarif'], { cwd });
      expect(sarifProblems(JSON.parse(stdout))).toEqual([]);
    }
  },
);

test('an app points to the lines of its TypeScript', async () => {
  const { stdout } = await netpol(['check', '-o', 'junit'], { cwd: REPOSITORY, env: process.env });
  expect(stdout).toMatch(
    /<testcase classname="[\w/ -]+" name="[^"]+" file="apps\/\w+\.ts" line="\d+"/,
  );
});
