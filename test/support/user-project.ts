import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY } from './repository';
import { run } from './run';

/**
 * A folder with this package compiled where npm would put it, beside links to some packages of this
 * checkout. The caller removes it.
 */
export function userProject(packages: readonly string[]): string {
  const project = mkdtempSync(join(tmpdir(), 'netpol-user-'));
  const home = join(project, 'node_modules/cdk8s-netpol');
  mkdirSync(home, { recursive: true });
  cpSync(join(REPOSITORY, 'package.json'), join(home, 'package.json'));
  const tsc = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
  const built = run(process.execPath, [
    tsc,
    '-p',
    'tsconfig.build.json',
    '--outDir',
    join(home, 'build'),
  ]);
  if (built.code !== 0) throw new Error(built.stdout);
  const { dependencies } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of [...Object.keys(dependencies), 'cdk8s', 'constructs', ...packages]) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(REPOSITORY, 'node_modules', name), link);
  }
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "commonjs" }');
  return project;
}
