import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REPOSITORY } from '../support/repository';
import { run } from '../support/run';

/** A project of a user: our tarball, unpacked where npm would put it, beside its dependencies. */
let project = '';

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'netpol-packed-'));
  const packed = run('npm', ['pack', '--silent', '--pack-destination', project]);
  expect(packed.code, packed.stderr).toBe(0);
  const home = join(project, 'node_modules/cdk8s-netpol');
  mkdirSync(home, { recursive: true });
  const tarball = join(project, packed.stdout.trim().split('\n').at(-1) ?? '');
  expect(run('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']).code).toBe(0);
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(REPOSITORY, 'package.json'), 'utf8'),
  ) as { dependencies: Record<string, string>; peerDependencies: Record<string, string> };
  for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies)]) {
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(project, 'node_modules', name));
  }
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

const ENTRIES = [
  { entry: 'cdk8s-netpol', name: 'DefaultDenyNamespace' },
  { entry: 'cdk8s-netpol/analysis', name: 'buildCluster' },
  { entry: 'cdk8s-netpol/testing', name: 'assertReaches' },
  { entry: 'cdk8s-netpol/kplus', name: 'asKplusPeer' },
];

test.each(ENTRIES)('require finds $name in $entry', ({ entry, name }) => {
  const { stdout, stderr } = run(
    process.execPath,
    ['-e', `process.stdout.write(typeof require('${entry}').${name})`],
    { cwd: project },
  );
  expect(stdout, stderr).toBe('function');
});

test.each(ENTRIES)('import finds $name in $entry', ({ entry, name }) => {
  const code = `import { ${name} } from '${entry}'; process.stdout.write(typeof ${name});`;
  const { stdout, stderr } = run(process.execPath, ['--input-type=module', '-e', code], {
    cwd: project,
  });
  expect(stdout, stderr).toBe('function');
});

test('the analysis loads without cdk8s', () => {
  const code = `
    const load = require('module')._load;
    require('module')._load = (name, ...rest) => {
      if (/^(cdk8s|constructs)$/.test(name)) throw new Error('loaded ' + name);
      return load(name, ...rest);
    };
    process.stdout.write(typeof require('cdk8s-netpol/analysis').reach);`;
  const { stdout, stderr } = run(process.execPath, ['-e', code], { cwd: project });
  expect(stdout, stderr).toBe('function');
});

test('an app compiles against the shipped types, strictly and without skipLibCheck', () => {
  writeFileSync(
    join(project, 'app.ts'),
    `import { Chart } from 'cdk8s';
     import { AllowDns, DefaultDenyNamespace, PolicyApp } from 'cdk8s-netpol';
     import { portable, reach, type Cluster } from 'cdk8s-netpol/analysis';
     const app = new PolicyApp();
     new AllowDns(new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop'), 'dns');
     export const flows = (cluster: Cluster): number => reach(cluster, portable).flows.length;`,
  );
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "commonjs" }');
  const tsc = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
  const compilerOptions = {
    noEmit: true,
    strict: true,
    module: 'node16',
    target: 'es2022',
    types: [],
  };
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['app.ts'] }),
  );
  const { code, stdout } = run(process.execPath, [tsc, '-p', project], { cwd: project });
  expect(stdout).toBe('');
  expect(code).toBe(0);
});

test('the binary answers about manifests', () => {
  writeFileSync(
    join(project, 'web.yaml'),
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop, labels: { app: web } }\n',
  );
  const binary = join(project, 'node_modules/cdk8s-netpol/build/cli/main.js');
  const { code, stdout, stderr } = run(
    process.execPath,
    [binary, 'reach', 'web.yaml', '-o', 'json'],
    {
      cwd: project,
    },
  );
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: '1', summary: { workloads: 1 } });
});

test('reach on JSON loads neither the YAML readers nor the checks of lint', () => {
  writeFileSync(
    join(project, 'web.json'),
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"}}',
  );
  writeFileSync(
    join(project, 'tell-loaded.cjs'),
    "process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')));",
  );
  const home = join(project, 'node_modules/cdk8s-netpol');
  const { code, stderr } = run(
    process.execPath,
    ['-r', join(project, 'tell-loaded.cjs'), join(home, 'build/cli/main.js'), 'reach', 'web.json'],
    { cwd: project },
  );
  expect(code, stderr).toBe(0);
  const loaded = stderr.split('\n').map((file) => file.replaceAll('\\', '/'));
  expect(loaded).toContainEqual(expect.stringMatching(/\/build\/analyses\/reach\/reach\.js$/));
  const needless = /\/node_modules\/(yaml|js-yaml|cdk8s)\/|\/build\/analyses\/lint\//;
  expect(loaded.filter((file) => needless.test(file))).toEqual([]);
});

test('the binaries are executable files with a node shebang', () => {
  const home = join(project, 'node_modules/cdk8s-netpol');
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  expect(Object.keys(bin)).toEqual(['netpol', 'cdk8s-netpol', 'kubectl-netpol']);
  for (const file of Object.values(bin)) {
    expect(readFileSync(join(home, file), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  }
});

test('only what users need is in the package', () => {
  const { stdout } = run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
  const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
  const roots = new Set(packed?.files.map(({ path }) => path.split('/')[0]));
  expect([...roots].sort()).toEqual([
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'apps',
    'build',
    'docs',
    'package.json',
    'schema',
  ]);
});
