import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { NetpolValidation, PolicyApp } from '../../../../lib/cdk8s';
import { allPods, Intent, NetworkPolicy, no, pods } from '../../../../lib/constructs';
import { eks, kind } from '../../../../lib/platform';
import { emptyFolder } from './example';

/** What the plugin reports about an app whose database is open in dev. */
async function reported() {
  const outdir = join(emptyFolder(), 'dist');
  const targets = { dev: { profile: kind() }, prod: { profile: eks() } };
  const app = new PolicyApp({ outdir, targets, verify: false });
  app.define((target) => {
    const chart = new Chart(target, 'shop', { namespace: 'shop' });
    new Intent(chart, 'nothing reaches the database', no(allPods()).reaches(pods({ app: 'db' })));
    const select = target.is('prod') ? pods({ app: 'db' }) : pods({ app: 'web' });
    new NetworkPolicy(chart, 'policy', { select, ingress: [] });
  });
  app.synth();
  const manifests = readdirSync(outdir, { recursive: true })
    .map(String)
    .sort()
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(outdir, name));
  const violations: string[] = [];
  const submitted: unknown[] = [];
  await new NetpolValidation().validate({
    manifests,
    logger: { log: () => {} },
    report: {
      addViolation: ({ recommendation }) => violations.push(recommendation),
      submit: (...all) => submitted.push(all),
    },
  });
  return { violations, submitted };
}

test('the plugin of cdk8s judges each target by itself, with its profile', async () => {
  const { violations, submitted } = await reported();
  expect(violations).toHaveLength(1);
  expect(violations[0]).toMatch(/^target dev: intent `nothing reaches the database` is broken/);
  expect(submitted).toEqual([
    [
      'failure',
      {
        'Profile of dev': 'kind',
        'Intents of dev': '0 hold, 1 broken, 0 undecided',
        'Findings of dev': expect.stringMatching(/^0 errors, /),
        'Profile of prod': 'eks',
        'Intents of prod': '1 hold, 0 broken, 0 undecided',
        'Findings of prod': expect.stringMatching(/^0 errors, /),
        Warnings: '0',
      },
    ],
  ]);
});
