import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { REPOSITORY } from '../support/repository';
import { netpol, run } from '../support/run';

/** An app that opens by a rule what another of its constructs keeps shut. */
const BROKEN = `
import { Chart } from 'cdk8s';
import { AllowDns, BlockCloudMetadata, DefaultDenyNamespace, NetworkPolicy, PolicyApp, allPorts, anyIp, pods, to } from 'cdk8s-netpol';
const app = new PolicyApp();
const shop = new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
new AllowDns(shop, 'dns');
new BlockCloudMetadata(shop, 'metadata');
new NetworkPolicy(shop, 'debug', { select: pods({ app: 'web' }), egress: [to(anyIp()).on(allPorts())] });
app.synth();
`;

/** Inside the checkout, so that the package is found by its name, and ignored by git. */
function brokenApp(): string {
  mkdirSync(join(REPOSITORY, 'build'), { recursive: true });
  const directory = mkdtempSync(join(REPOSITORY, 'build/check-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'app.ts');
  writeFileSync(file, BROKEN.trimStart());
  return file;
}

test('an app that refuses itself at synth is reported on, with both lines of its TypeScript', () => {
  const file = brokenApp();
  const args = ['-C', '@netpol/source', '-r', 'tsx/cjs', file];
  const alone = run(process.execPath, args, { env: { CDK8S_OUTDIR: join(file, '../dist') } });
  expect([alone.code, alone.stderr.includes('intents/broken')]).toEqual([1, true]);
  const command = `"${process.execPath}" -C @netpol/source -r tsx/cjs "${file}"`;
  const { code, stdout, stderr } = netpol(['check', '--app', command]);
  expect(code, stderr).toBe(1);
  expect(stdout).toMatch(/^FAIL {2}no pod of shop reaches cloud metadata {2}\S*app\.ts:6$/m);
  expect(stdout).toMatch(
    /culprit {2}shop\/debug egress\[0\]\.to\[0\] lets it through\n +\S*app\.ts:7 /,
  );
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('error: 1 intent failed');
});
