import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { REPOSITORY } from '../support/repository';
import { run, temporaryDirectory } from '../support/run';

const DIST = join(REPOSITORY, 'dist');

/** Every file of a directory, by name. */
function contents(directory: string): Record<string, string> {
  const names = readdirSync(directory).sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );
}

/** The real command line of cdk8s, writing elsewhere so that `dist` stays as committed. */
function synthInto(directory: string) {
  const cli = join(REPOSITORY, 'node_modules/cdk8s-cli/bin/cdk8s');
  return run(process.execPath, [cli, 'synth', '--check-upgrade=false', '--output', directory]);
}

test('cdk8s synth writes the committed manifests, byte for byte, every time', () => {
  const [first, second] = [join(temporaryDirectory(), 'a'), join(temporaryDirectory(), 'b')];
  for (const directory of [first, second]) {
    const { code, stderr } = synthInto(directory);
    expect(code, stderr).toBe(0);
  }
  expect(contents(second)).toEqual(contents(first));
  expect(contents(first)).toEqual(contents(DIST));
});

test('the manifests mean the same to readers of YAML 1.1 and of YAML 1.2', () => {
  for (const [name, text] of Object.entries(contents(DIST))) {
    const [old, current] = (['1.1', '1.2'] as const).map((version) =>
      parseAllDocuments(text, { version }).map((document) => document.toJS() as unknown),
    );
    expect(old, name).toEqual(current);
  }
});

test('nothing but YAML lies in dist, so that kubectl apply -f dist works', () => {
  expect(Object.keys(contents(DIST)).filter((name) => !name.endsWith('.yaml'))).toEqual([]);
});
