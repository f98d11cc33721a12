import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REPOSITORY } from '../support/repository';
import { run } from '../support/run';
import { userProject } from '../support/user-project';

/** A project of a user who has both test runners. */
let project = '';

beforeAll(() => {
  project = userProject([
    'vitest',
    'jest',
    '@jest/globals',
    '@jest/expect',
    '@types/jest',
    'typescript',
  ]);
  writeFileSync(join(project, 'policies.cjs'), POLICIES);
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

const POLICIES = `
const { App, ApiObject, Chart } = require('cdk8s');
const { Connection, DefaultDenyNamespace, pods, tcp } = require('cdk8s-netpol');
const app = new App();
const chart = new Chart(app, 'shop');
const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
new Connection(shop, 'api-to-db', { from: pods({ app: 'api' }), to: pods({ app: 'db' }), on: [tcp(5432)] });
for (const name of ['web', 'api', 'db'])
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop', labels: { app: name } } });
module.exports = { app };
`;

/** The same test for each runner: two cases that hold and one that does not. */
const testFor = (entry: string, globals: string) => `
import { tcp } from 'cdk8s-netpol';
import { reachability } from 'cdk8s-netpol/${entry}';
${globals}
import { app } from './policies.cjs';
const net = reachability(app);
test('the api reaches the database, and nothing else does', () => {
  expect(net.pod('shop/api')).toReach('shop/db', tcp(5432));
  expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/api']);
  expect(net).toSatisfyIntents();
});
test('flows are a snapshot', () => {
  expect(net.flows()).toMatchInlineSnapshot(\`"shop/api -> shop/db 5432/TCP"\`);
});
test('the web reaches the database', () => {
  expect(net.pod('shop/web')).toReach('shop/db', tcp(5432));
});
`;

/** What the runner has to show of the test that fails. */
function expectTold(output: string): void {
  expect(output).toContain('expect(shop/web).toReach(shop/db, 5432/TCP)');
  expect(output).toContain('Received: DENIED at egress of shop/web and ingress of shop/db');
  expect(output).toMatch(/podSelector app=api {2}✗ {2}shop\/web has app=web/);
  expect(output).toContain('policies.cjs:7:');
}

test('vitest runs the matchers after one import', () => {
  writeFileSync(
    join(project, 'shop.test.mjs'),
    testFor('vitest', "import { expect, test } from 'vitest';"),
  );
  const vitest = join(REPOSITORY, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--root', project, '--no-color'];
  const { code, stdout, stderr } = run(process.execPath, args, { cwd: project, env: { CI: '1' } });
  expect(code, stderr).toBe(1);
  expect(stdout).toContain('1 failed | 2 passed');
  expectTold(stderr);
});

test.each([
  ['globals', ''],
  ['imported globals', "import { expect, test } from '@jest/globals';"],
])('jest runs the matchers after one import, with %s', (_how, globals) => {
  const file = `shop-${globals.length}.test.js`;
  const requires = testFor('jest', globals).replace(
    /^import (\{.*\}) from ('.*');$/gm,
    'const $1 = require($2);',
  );
  writeFileSync(join(project, file), requires.replace(/test\('flows[\s\S]*?\n\}\);\n/, ''));
  const jest = require.resolve('jest/bin/jest');
  const args = [jest, '--rootDir', project, '--ci', '--no-cache', '--runInBand', file];
  const { code, stderr } = run(process.execPath, args, { cwd: project });
  expect(code, stderr).toBe(1);
  expect(stderr).toContain('1 failed, 1 passed');
  expectTold(stderr);
});

test('node:test and any other runner have functions', () => {
  const file = join(project, 'plain.cjs');
  writeFileSync(
    file,
    `const { test } = require('node:test');
     const { assertReaches, reachability } = require('cdk8s-netpol/testing');
     const net = reachability(require('./policies.cjs').app);
     test('holds', () => assertReaches(net, 'shop/api', 'shop/db'));
     test('fails', () => assertReaches(net, 'shop/web', 'shop/db', require('cdk8s-netpol').tcp(5432)));`,
  );
  const { code, stdout } = run(process.execPath, ['--test', file], { cwd: project });
  expect(code).toBe(1);
  expect(stdout).toContain('pass 1');
  expectTold(stdout);
});

const TYPES = `
declare const app: App;
const api = reachability(app).pod('shop/api');
test('types', async () => {
  expect(api).not.toReach('shop/db', tcp(5432));
  await expect(Promise.resolve(api)).resolves.toReach('shop/db');
  expect({ api }).toEqual({ api: expect.toReach('shop/db') });
  // @ts-expect-error: a number is no port
  expect(api).toReach('shop/db', 5432);
});
`;

const TYPINGS = [
  {
    entry: 'vitest',
    globals: "import { expect, test } from 'vitest';",
    module: 'esnext',
    moduleResolution: 'bundler',
    file: 'a.ts',
  },
  {
    entry: 'vitest',
    globals: "import { expect, test } from 'vitest';",
    module: 'nodenext',
    moduleResolution: 'nodenext',
    file: 'b.mts',
  },
  {
    entry: 'jest',
    globals: "import { expect, test } from '@jest/globals';",
    module: 'node16',
    moduleResolution: 'node16',
    file: 'c.ts',
  },
  {
    entry: 'jest',
    globals: "import { expect, test } from '@jest/globals';",
    module: 'commonjs',
    moduleResolution: 'node10',
    file: 'd.ts',
  },
  {
    entry: 'jest',
    globals: '/// <reference types="jest" />',
    module: 'commonjs',
    moduleResolution: 'node10',
    file: 'e.ts',
  },
];

test.each(TYPINGS)('$entry has its types in $file with $moduleResolution', (typing) => {
  const { entry, globals, file, ...modules } = typing;
  const imports = [
    globals,
    "import type { App } from 'cdk8s';",
    "import { tcp } from 'cdk8s-netpol';",
    `import { reachability } from 'cdk8s-netpol/${entry}';`,
  ];
  writeFileSync(join(project, file), [...imports, TYPES].join('\n'));
  const strictly = { noEmit: true, strict: true, skipLibCheck: true, target: 'es2022', types: [] };
  const config = join(project, `${file}.tsconfig.json`);
  writeFileSync(
    config,
    JSON.stringify({ compilerOptions: { ...strictly, ...modules }, files: [file] }),
  );
  const tsc = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
  const { code, stdout } = run(process.execPath, [tsc, '-p', config], { cwd: project });
  expect(stdout).toBe('');
  expect(code).toBe(0);
});
