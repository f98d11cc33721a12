import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandsOf, type Fence, fencesOf, patched } from '../support/markdown';
import { REPOSITORY } from '../support/repository';
import { run } from '../support/run';
import { expectShown } from '../support/shown-output';
import { linkCommands } from '../support/user-commands';
import { userProject } from '../support/user-project';

const PAGE = 'docs/tutorial.md';
const [INSTALL, ...STEPS] = fencesOf(PAGE);
const INSTALLED = [
  ...(INSTALL?.text ?? '').matchAll(/^npm install (?:--save-dev )?(.*)$/gm),
].flatMap(([, names = '']) => names.split(' '));
const OWN = ['cdk8s-netpol', 'cdk8s', 'constructs'];
const TOOLS = INSTALLED.filter((name) => !OWN.includes(name));

let project = '';
beforeAll(() => {
  project = userProject(TOOLS);
  linkCommands(project, INSTALLED);
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** One step after the other, as a reader takes them: each needs what the ones before it left. */
test.each(STEPS.map((step) => ({ ...step, what: step.text.split('\n')[0] })))(
  'line $line: $what',
  (step) => {
    take(step);
  },
);

function take(step: Fence): void {
  if (step.language === 'console') runAll(step);
  else if (step.language === 'diff') edit(step.text);
  else write(step);
}

function runAll(step: Fence): void {
  for (const shown of commandsOf(step)) expectShown(PAGE, shown, shell(shown.command));
}

function write({ file, text }: Fence): void {
  expect(file, 'a block that nobody uses').toBeDefined();
  writeFileSync(join(project, file ?? ''), text);
}

function edit(diff: string): void {
  const path = join(project, 'shop.ts');
  const before = readFileSync(path, 'utf8');
  const after = patched(before, diff);
  expect(after, 'the lines that it changes are not there once').not.toBe(before);
  writeFileSync(path, after);
}

/** What a terminal of 100 columns shows: stdout and stderr as they come, cells of tables unpadded. */
function shell(command: string): string {
  const env = {
    COLUMNS: '100',
    npm_config_offline: 'true',
    npm_config_loglevel: 'error',
  };
  const { stdout } = run('sh', ['-c', `exec 2>&1; ${command}`], { cwd: project, env });
  return stdout.replace(/ +║$/gm, ' ║');
}

test('what the tutorial installs beside this package is known to work with it', () => {
  const { devDependencies } = ownPackage();
  expect(INSTALLED).toEqual([...OWN, ...TOOLS]);
  expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(TOOLS));
});

test('the plugin is named with the version of this package', () => {
  const [, version] = /^ {4}version: (\S+)$/m.exec(STEPS.map(({ text }) => text).join('')) ?? [];
  expect(version).toBe(ownPackage().version);
});

function ownPackage() {
  return JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
    readonly version: string;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
}
