import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commandsOf, fencesOf } from '../support/markdown';
import { REPOSITORY } from '../support/repository';
import { netpol, run } from '../support/run';

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

test.each(only('console').flatMap(commandsOf))('$command prints what the README shows', (shown) => {
  const args = shown.command
    .replace(/^npm run -s netpol -- /, '')
    .split(' ')
    .map((word) => word.replaceAll("'", ''));
  const { code, stdout, stderr } = netpol(args);
  expect(code, stderr).toBe(0);
  expect(stdout.trim()).toBe(shown.output);
});

test('the README names commands that package.json has', () => {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(only('sh')[0]?.text).toMatch(/^npm ci && npm start .*\nnpm ci && npm test /);
  expect(scripts).toMatchObject({ start: expect.anything(), test: expect.anything() });
});
