import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { commandsOf, fencesOf, filesOf, patched, type ShownCommand } from '../support/markdown';
import { pageFolder, shownAfter } from '../support/page-shell';
import { REPOSITORY } from '../support/repository';
import { netpol, run } from '../support/run';
import { expectShown } from '../support/shown-output';

const README = fencesOf('README.md');
const only = (language: string) => README.filter((fence) => fence.language === language);

/** Inside the checkout, so that the package is found by its name, and ignored by git. */
function workshop(): string {
  mkdirSync(join(REPOSITORY, 'build'), { recursive: true });
  const directory = mkdtempSync(join(REPOSITORY, 'build/readme-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('the sample runs as it stands, and writes the YAML that the README shows', () => {
  const directory = workshop();
  const [sample] = only('ts');
  const [yaml] = only('yaml');
  writeFileSync(join(directory, 'sample.ts'), sample?.text ?? '');
  const { code, stderr } = run(
    process.execPath,
    ['-C', '@netpol/source', '-r', 'tsx/cjs', join(directory, 'sample.ts')],
    { env: { CDK8S_OUTDIR: join(directory, 'dist') } },
  );
  expect(code, stderr).toBe(0);
  const written = readFileSync(join(directory, 'dist/shop.k8s.yaml'), 'utf8').split('---\n');
  expect(written).toContain(yaml?.text);
  expect(written).toHaveLength(7);
});

test('apps/shop.ts, which the README points at, emits the policies of the sample', () => {
  const [yaml] = only('yaml');
  const written = readFileSync(join(REPOSITORY, 'dist/shop.k8s.yaml'), 'utf8').split('---\n');
  expect(written).toContain(yaml?.text);
});

const SHOWN = only('console').flatMap(commandsOf);
const isOwn = ({ command }: ShownCommand) => command.startsWith('npm run -s netpol -- ');

test.each(SHOWN.filter(isOwn))('$command prints what the README shows', ({ command, output }) => {
  const words = command.split(' ').slice('npm run -s netpol --'.split(' ').length);
  const { code, stdout, stderr } = netpol(words.map((word) => word.replaceAll("'", '')));
  expect(code, stderr).toBe(0);
  expect(stdout.trim()).toBe(output);
});

describe('a project of a reader', () => {
  const [sample, tests] = only('ts');
  const [workaround] = only('diff');
  const app = patched(sample?.text ?? '', workaround?.text ?? '');
  const folder = pageFolder({
    ...filesOf(README),
    'shop.ts': app,
    'shop.test.ts': tests?.text ?? '',
  });
  cpSync(join(REPOSITORY, 'dist/shop.k8s.yaml'), join(folder.path, 'dist/shop.k8s.yaml'));
  afterAll(folder.remove);

  test('the workaround changes the sample', () => {
    expect(app).not.toBe(sample?.text);
  });

  test('the first test takes six lines', () => {
    const lines = tests?.text.trim().split('\n').filter(Boolean);
    expect(lines).toHaveLength(6);
  });

  test.each(SHOWN.filter((shown) => !isOwn(shown)))(
    '$command prints what the README shows',
    async (shown) => {
      expectShown('README.md', shown, await shownAfter(shown.command, folder.path));
    },
  );
});

test('the README names commands that package.json has', () => {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(only('sh')[0]?.text).toMatch(/^npm ci && npm start .*\nnpm ci && npm test /);
  expect(scripts).toMatchObject({ start: expect.anything(), test: expect.anything() });
});
