import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FORMATS_OF } from '../../lib/cli/output/format';
import { fencesOf } from '../support/markdown';
import { REPOSITORY } from '../support/repository';
import { type Outcome, run, temporaryDirectory } from '../support/run';
import { readXml } from '../support/xml';
import { deployment } from '../unit/cli/support/session';

const PAGE = 'docs/ci.md';
const FENCES = fencesOf(PAGE);
const only = (language: string) => FENCES.filter((fence) => fence.language === language);
const SHELL = only('sh').map(({ text }) => text);

const policy = (port: number) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ port: ${port} }]
`;
const WORKLOADS = deployment('shop/web') + deployment('shop/db', 5432);
const INTENTS = 'intents: [{ only: shop/web, reaches: shop/db, ports: [5432] }]\n';

/** A repository with manifests, and commands that stand in for those that a test does not have. */
function project(): { readonly cwd: string; shell(line: string): Outcome } {
  const cwd = temporaryDirectory();
  const tsx = require.resolve('tsx/cjs', { paths: [REPOSITORY] });
  const netpol = `"${process.execPath}" -C @netpol/source -r "${tsx}" "${join(REPOSITORY, 'lib/cli/main.ts')}"`;
  const write = (name: string, text: string) => {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), text);
  };
  const command = (name: string, line: string) => {
    write(`bin/${name}`, `#!/bin/sh\n${line}\n`);
    chmodSync(join(cwd, 'bin', name), 0o755);
  };
  write('k8s/workloads.yaml', WORKLOADS);
  write('k8s/policy.yaml', policy(5432));
  write('intents.yaml', INTENTS);
  write('cdk8s.yaml', 'app: mkdir "$CDK8S_OUTDIR" && cp k8s/*.yaml "$CDK8S_OUTDIR"\n');
  write('.gitignore', 'bin\nout\n');
  command('npx', `shift; exec ${netpol} "$@"`);
  const print = 'for file in k8s/*.yaml; do echo ---; cat "$file"; done';
  command('helm', print);
  command('kubectl', print);
  command('npm', 'exit 0');
  command('gh', 'echo "gh $*" >> gh.log');
  const PATH = `${join(cwd, 'bin')}${delimiter}${process.env['PATH']}`;
  const shell = (line: string) => run('bash', ['-c', line], { cwd, env: { PATH } });
  const me = '-c user.name=test -c user.email=test@example.org';
  shell(`git init -q -b main && git add . && git ${me} commit -qm one && git branch rendered &&
    git update-ref refs/remotes/origin/main HEAD`);
  return { cwd, shell };
}

describe('a recipe of the shell', () => {
  test.each(SHELL)('says yes where nothing is wrong: %s', (line) => {
    const { code, stderr } = project().shell(line);
    expect(code, stderr).toBe(0);
  });

  test.each(SHELL)('says no where a policy opens more: %s', (line) => {
    const { cwd, shell } = project();
    const wide = `${policy(5432)}    - from: [{ podSelector: {} }]\n`;
    const saved = line.includes('--save');
    if (saved) shell('npx netpol diff --save out/model.json k8s');
    writeFileSync(join(cwd, 'k8s/policy.yaml'), wide);
    shell('git -c user.name=t -c user.email=t@example.org commit -qam two');
    const last = saved ? line.split('\n').slice(1).join('\n') : line;
    const { code, stderr } = shell(last);
    expect(code, stderr).toBe(1);
  });

  test('leaves the reports that it names', () => {
    const { cwd, shell } = project();
    shell(SHELL[0] ?? '');
    expect(JSON.parse(readFileSync(join(cwd, 'out/netpol.sarif'), 'utf8'))).toMatchObject({
      version: '2.1.0',
    });
    expect(readXml(readFileSync(join(cwd, 'out/netpol.xml'), 'utf8')).name).toBe('testsuites');
  });
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly name?: string;
}

/** The file that a block of the page is. */
function fileCalled(name: string): string {
  return only('yaml').find(({ text }) => text.startsWith(`# ${name}\n`))?.text ?? '';
}

function stepsOfWorkflow(): readonly Step[] {
  return parse(fileCalled('.github/workflows/netpol.yml')).jobs.check.steps;
}

test('every YAML of the page can be read', () => {
  for (const { text } of only('yaml')) expect(() => parse(text, { strict: true })).not.toThrow();
});

test('the workflow of GitHub writes what its later steps read, and comments once', () => {
  const { cwd, shell } = project();
  const env = 'export GITHUB_REPOSITORY=o/r PR=7;';
  const lines = stepsOfWorkflow().flatMap(({ run: line }) => line ?? []);
  for (const line of lines) expect(shell(`set -e; ${env} ${line}`).code, line).toBe(0);
  expect(readFileSync(join(cwd, 'netpol.sarif'), 'utf8')).toContain('"results"');
  const marker = readFileSync(join(cwd, 'netpol.md'), 'utf8').split('\n')[0] ?? '';
  expect(lines.join('\n')).toContain(`startswith("${marker}")`);
  expect(readFileSync(join(cwd, 'gh.log'), 'utf8').trim().split('\n').at(-1)).toBe(
    'gh api repos/o/r/issues/7/comments -F body=@netpol.md',
  );
});

test('the job of GitLab writes the reports that it keeps', () => {
  const { netpol } = parse(fileCalled('.gitlab-ci.yml'));
  const { cwd, shell } = project();
  for (const line of netpol.script) expect(shell(line).code, line).toBe(0);
  const { codequality, junit } = netpol.artifacts.reports;
  expect(JSON.parse(readFileSync(join(cwd, codequality), 'utf8'))).toEqual(expect.any(Array));
  expect(readXml(readFileSync(join(cwd, junit), 'utf8')).name).toBe('testsuites');
});

test('the hook of pre-commit is a command that runs', () => {
  const [{ hooks }] = parse(fileCalled('.pre-commit-config.yaml')).repos;
  const { code, stderr } = project().shell(hooks[0].entry);
  expect(code, stderr).toBe(0);
});

test('the hooks of this repository call verbs that exist, on everything', () => {
  const hooks = parse(readFileSync(join(REPOSITORY, '.pre-commit-hooks.yaml'), 'utf8'));
  expect(hooks.map(({ id }: { id: string }) => id)).toEqual(['netpol-check', 'netpol-lint']);
  for (const { id, entry, pass_filenames: passes } of hooks) {
    expect([entry, passes]).toEqual([id.replace('-', ' '), false]);
    expect(Object.keys(FORMATS_OF)).toContain(entry.split(' ')[1]);
  }
});

test('the table names every format of check', () => {
  const page = readFileSync(join(REPOSITORY, PAGE), 'utf8');
  const told = [...page.matchAll(/^\| ((?:`[a-z]+`(?:, )?)+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z]+)`/g)].map(([, name]) => name),
  );
  expect(told.toSorted()).toEqual(FORMATS_OF.check.filter((each) => each !== 'pretty').toSorted());
});
