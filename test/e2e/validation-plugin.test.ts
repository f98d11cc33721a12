import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { REPOSITORY } from '../support/repository';
import { run } from '../support/run';

/** A project of a user, with this package compiled where npm would put it. */
let project = '';

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'netpol-plugin-'));
  const home = join(project, 'node_modules/cdk8s-netpol');
  mkdirSync(home, { recursive: true });
  copyFileSync(join(REPOSITORY, 'package.json'), join(home, 'package.json'));
  const tsc = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
  const config = join(REPOSITORY, 'tsconfig.build.json');
  const built = run(process.execPath, [tsc, '-p', config, '--outDir', join(home, 'build')]);
  expect(built.code, built.stdout).toBe(0);
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(REPOSITORY, 'package.json'), 'utf8'),
  ) as { dependencies: Record<string, string>; peerDependencies: Record<string, string> };
  for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies)]) {
    const [from, to] = [REPOSITORY, project].map((root) => join(root, 'node_modules', name));
    if (from !== undefined && to !== undefined && existsSync(from)) symlinkSync(from, to);
  }
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of ['dist', '.netpol', 'intents.yaml']) {
    rmSync(join(project, name), { recursive: true, force: true });
  }
});

interface Report {
  readonly violations: readonly {
    readonly ruleName: string;
    readonly recommendation: string;
    readonly fix: string;
    readonly violatingConstructs: readonly {
      readonly resourceName: string;
      readonly locations: readonly string[];
    }[];
  }[];
  readonly summary: { readonly status: string; readonly metadata: Record<string, string> };
}

interface Synthesis {
  readonly code: number | null;
  readonly output: string;
  readonly report: Report;
}

/** `cdk8s synth` of an app with these lines, offline, with the plugin loaded as documented. */
function synth(lines: readonly string[], properties: object = {}): Synthesis {
  const main = [
    "const { ApiObject, App, Chart } = require('cdk8s');",
    "const netpol = require('cdk8s-netpol');",
    'const { PolicyApp, DefaultDenyNamespace, AllowDns, Intent, NetworkPolicy } = netpol;',
    'const { pods, allPods, from, to, tcp, only, no, everyone, internet, ipBlock } = netpol;',
    ...lines,
  ];
  writeFileSync(join(project, 'main.js'), main.join('\n'));
  const validation = {
    package: './node_modules/cdk8s-netpol',
    version: '0.1.0',
    class: 'NetpolValidation',
    properties,
  };
  const config = { language: 'typescript', app: 'node main.js', validations: [validation] };
  writeFileSync(join(project, 'cdk8s.yaml'), stringify(config));
  const cli = join(REPOSITORY, 'node_modules/cdk8s-cli/bin/cdk8s');
  const file = 'dist/report.json';
  const args = ['synth', '--check-upgrade=false', '--validation-reports-output-file', file];
  const { code, stdout, stderr } = run(process.execPath, [cli, ...args], { cwd: project });
  const output = `${stdout}\n${stderr}`;
  expect(existsSync(join(project, file)), output).toBe(true);
  const { reports } = JSON.parse(readFileSync(join(project, file), 'utf8')) as {
    reports: readonly [Report];
  };
  return { code, output, report: reports[0] };
}

const SHOP = [
  'const app = new PolicyApp();',
  "const chart = new Chart(app, 'shop');",
  "const shop = new DefaultDenyNamespace(chart, 'shop');",
  "new AllowDns(shop, 'dns');",
];

function rulesOf({ report }: Synthesis): readonly string[] {
  return report.violations.map(({ ruleName }) => ruleName);
}

test('an app whose intents hold passes, and the report says what was proven', () => {
  const done = synth([...SHOP, 'app.synth();']);
  expect(done.code, done.output).toBe(0);
  expect(done.report.violations).toEqual([]);
  expect(done.report.summary).toMatchObject({
    status: 'success',
    metadata: { Profile: 'portable', Warnings: '0' },
  });
  expect(done.report.summary.metadata['Intents']).toMatch(/^[1-9]\d* hold, 0 broken, 0 undecided$/);
});

test('a plain App without policies fails', () => {
  const done = synth([
    'const app = new App();',
    "const metadata = { name: 'a', namespace: 'shop' };",
    "new ApiObject(new Chart(app, 'c'), 'raw', { apiVersion: 'v1', kind: 'ConfigMap', metadata });",
    'app.synth();',
  ]);
  expect(done.code).toBe(2);
  expect(rulesOf(done)).toEqual(['cdk8s/no-policies']);
});

test('an app whose manifests cdk8s does not see fails', () => {
  const done = synth([
    "const app = new App({ outputFileExtension: '.yml' });",
    "new Chart(app, 'c');",
    'app.synth();',
  ]);
  expect(done.code).toBe(2);
  expect(rulesOf(done)).toEqual(['cdk8s/no-manifests']);
});

test('a policy that the API server refuses fails, with the object and its line', () => {
  const done = synth([
    'const app = new App();',
    "const metadata = { name: 'web', namespace: 'shop' };",
    'const spec = { podSelector: {}, ingress: [{ ports: [{ port: 0 }] }] };',
    "new ApiObject(new Chart(app, 'c'), 'raw', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec });",
    'app.synth();',
  ]);
  expect(done.code).toBe(2);
  const [violation] = done.report.violations;
  expect(violation?.recommendation).toContain('spec.ingress[0].ports[0].port');
  expect(violation?.violatingConstructs[0]?.locations).toEqual([
    'shop/NetworkPolicy/web',
    expect.stringMatching(/^dist\/c\.k8s\.yaml:\d+:\d+ {2}spec\.ingress\[0\]\.ports\[0\]\.port$/),
  ]);
});

test('an app that left the proof to the plugin fails, with the promise and the rule that breaks it', () => {
  const done = synth([
    ...SHOP.map((line) => line.replace('PolicyApp()', 'PolicyApp({ verify: false })')),
    "new netpol.BlockCloudMetadata(shop, 'metadata');",
    "new NetworkPolicy(shop, 'debug', { select: allPods(), egress: [to(ipBlock('169.254.169.254/32')).on(tcp(80))] });",
    'app.synth();',
  ]);
  expect(done.code).toBe(2);
  const [violation] = done.report.violations;
  expect(violation?.ruleName).toBe('intents/broken');
  expect(violation?.violatingConstructs).toEqual([
    {
      resourceName: 'the app',
      locations: [expect.stringMatching(/^main\.js:9:1$/), 'construct shop/shop/metadata'],
      manifestPath: 'N/A',
    },
    {
      resourceName: 'shop/debug',
      locations: [
        'NetworkPolicy shop/debug egress[0].to[0] lets it out',
        'shop/NetworkPolicy/debug',
        expect.stringMatching(/^dist\/shop\.k8s\.yaml:\d+:\d+ {2}spec\.egress\[0\]\.to\[0\]$/),
        'construct shop/shop/debug',
        expect.stringMatching(/^main\.js:10:\d+$/),
      ],
      manifestPath: 'dist/shop.k8s.yaml',
    },
  ]);
});

test('an intent of a file that does not hold fails, with the line of the file', () => {
  const intents = {
    intents: [{ name: 'nobody calls web', none: 'any-pod', reaches: 'shop/web', ports: [80] }],
  };
  writeFileSync(join(project, 'intents.yaml'), stringify(intents));
  const lines = [
    'const app = new App();',
    "const metadata = { name: 'web', namespace: 'shop', labels: { app: 'web' } };",
    "const chart = new Chart(app, 'c');",
    "new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', metadata });",
    'app.synth();',
  ];
  const done = synth(lines, { intents: ['intents.yaml'], allowNoPolicies: true });
  expect(done.code, done.output).toBe(2);
  expect(done.report.violations[0]?.violatingConstructs[0]?.locations[0]).toMatch(
    /^intents\.yaml:2:\d+/,
  );
});
