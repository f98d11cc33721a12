import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { REPOSITORY } from '../support/repository';
import { netpol, run } from '../support/run';

/** Inside the checkout, so that the package is found by its name, and ignored by git. */
function workshop(): string {
  mkdirSync(join(REPOSITORY, 'build'), { recursive: true });
  const directory = mkdtempSync(join(REPOSITORY, 'build/explain-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Two namespaces that deny everything, with one workload each, and whatever an author adds. */
const appWith = (code: string) => `
import { ApiObject, Chart } from 'cdk8s';
import * as netpol from 'cdk8s-netpol';
const { Connection, namespace, pods, tcp, udp } = netpol;
const app = new netpol.PolicyApp();
const scope = new Chart(app, 'shop', { namespace: 'shop' });
for (const [name, space] of [['web', 'shop'], ['api', 'shop'], ['db', 'data']] as const) {
  const labels = { 'app.kubernetes.io/name': name };
  new ApiObject(scope, name, {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: space },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
  });
}
for (const space of ['shop', 'data']) {
  const home = new netpol.DefaultDenyNamespace(scope, space);
  new netpol.AllowDns(home, 'dns');
}
${code}
app.synth();
`;

function synthesized(directory: string, code: string): string {
  const file = join(directory, 'app.ts');
  writeFileSync(file, appWith(code));
  const outdir = join(directory, 'dist');
  const args = ['-C', '@netpol/source', '-r', 'tsx/cjs', file];
  const { code: exit, stderr } = run(process.execPath, args, { env: { CDK8S_OUTDIR: outdir } });
  expect(exit, stderr).toBe(0);
  return outdir;
}

test.each([
  ['in one namespace', 'shop/web', 'shop/api:8080'],
  ['into another, on a range of another protocol', 'shop/api', 'data/db:8000-8010/UDP'],
])('the TypeScript that an explanation offers opens the flow %s', (_, from, to) => {
  const directory = workshop();
  const before = netpol(['explain', from, to, synthesized(directory, ''), '-o', 'json']);
  const { verdict, explanations } = JSON.parse(before.stdout);
  const offered = explanations[0].cases[0].typescript;
  expect([verdict, offered.near.file]).toEqual(['denied', expect.stringContaining('app.ts')]);
  const after = netpol([
    'explain',
    from,
    to,
    synthesized(directory, offered.code),
    '--expect',
    'allowed',
  ]);
  expect(after.code, after.stderr).toBe(0);
});
