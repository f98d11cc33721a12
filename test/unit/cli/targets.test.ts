import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { afterAll, describe, expect, test } from 'vitest';
import { PolicyApp } from '../../../lib/cdk8s';
import { allPods, Intent, NetworkPolicy, no, pods } from '../../../lib/constructs';
import { eks, kind } from '../../../lib/platform';
import { folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

/** The environment of the test, which a shell needs to find its commands. */
const { env } = process;

/**
 * A folder in which an app with two targets was synthesized, into `written/out`. Its database is
 * closed in prod, and in dev only where `dev` says so.
 */
function folderOf(dev: 'open' | 'closed' = 'open'): string {
  const cwd = folderWith({
    'cdk8s.yaml': 'app: cp -r written/. "$(dirname "$CDK8S_OUTDIR")"\noutput: out\n',
  });
  const app = new PolicyApp({
    outdir: join(cwd, 'written/out'),
    verify: false,
    targets: { dev: { profile: kind() }, prod: { profile: eks() } },
  });
  app.define((target) => {
    const chart = new Chart(target, 'shop', { namespace: 'shop' });
    new Intent(chart, 'nothing reaches the database', no(allPods()).reaches(pods({ app: 'db' })));
    new NetworkPolicy(chart, 'web', { select: pods({ app: 'web' }), ingress: [] });
    if (dev === 'closed' || target.is('prod')) {
      new NetworkPolicy(chart, 'db', { select: pods({ app: 'db' }), ingress: [] });
    }
  });
  app.synth();
  return cwd;
}

describe('netpol check', () => {
  test.each([
    ['the app', []],
    ['the output directory', ['written/out']],
  ])('of %s judges every target by itself, and fails where one fails', async (_, paths) => {
    const { code, stdout, reason } = await netpol(['check', ...paths, '-q'], {
      cwd: folderOf(),
      env,
    });
    expect(code).toBe(1);
    const [dev = '', prod = ''] = stdout.split('\ntarget prod\n');
    expect(dev).toMatch(/^target dev\n/);
    expect(dev).toContain('Intents: 0 passed, 1 failed, 0 undecided.');
    expect(prod).toContain('profile eks');
    expect(prod).toContain('Intents: 1 passed, 0 failed, 0 undecided.');
    expect(reason).toBe('error: target dev: 1 intent failed');
  });

  test('passes where every target does', async () => {
    const { code, stderr } = await netpol(['check', '-q'], { cwd: folderOf('closed'), env });
    expect([code, stderr]).toEqual([0, '']);
  });

  test('of the folder of one target knows its profile and its intents', async () => {
    const cwd = folderOf();
    const { code, stdout } = await netpol(['check', 'written/out/prod', '-q'], { cwd });
    expect([code, stdout.match(/profile \w+/)?.[0]]).toEqual([0, 'profile eks']);
    expect((await netpol(['check', 'written/out/dev', '-q'], { cwd })).code).toBe(1);
  });

  test('--target leaves one', async () => {
    const cwd = folderOf();
    expect((await netpol(['check', '--target', 'prod'], { cwd, env })).code).toBe(0);
    expect((await netpol(['check', 'written/out', '--target', 'dev'], { cwd })).code).toBe(1);
  });

  test('as JSON is about one target', async () => {
    const cwd = folderOf();
    const { code, reason } = await netpol(['check', '-o', 'json'], { cwd, env });
    expect([code, reason]).toEqual([
      2,
      'error: check -o json answers about one target: dev, prod (add --target dev)',
    ]);
    const one = await netpol(['check', '-o', 'json', '--target', 'prod'], { cwd, env });
    expect(JSON.parse(one.stdout)).toHaveProperty('summary');
  });
});

describe('every other verb', () => {
  test('is about one target, and names them where none is chosen', async () => {
    const cwd = folderOf();
    const { code, reason } = await netpol(['reach'], { cwd, env });
    expect([code, reason]).toEqual([
      2,
      'error: the app has 2 targets, and an answer is about one: dev, prod (add --target dev)',
    ]);
    const { code: answered } = await netpol(['reach', '--target', 'prod'], { cwd, env });
    expect(answered).toBe(0);
  });

  test('knows the profile of its target', async () => {
    const { stderr } = await netpol(['reach', '--target', 'dev', '-o', 'json', '-v'], {
      cwd: folderOf(),
      env,
    });
    expect(stderr).toContain('profile kind');
  });
});

describe('what is refused', () => {
  const reasonFor = async (argv: readonly string[], cwd = folderOf()) => {
    const { code, reason } = await netpol(argv, { cwd, env });
    expect(code).toBe(2);
    return reason;
  };

  test('a target that is misspelt', async () => {
    expect(await reasonFor(['check', '--target', 'prd'])).toBe(
      'error: there is no target `prd`. Did you mean `prod`? (use one of dev, prod)',
    );
  });

  test('--target where there are none', async () => {
    expect(await reasonFor(['check', 'written/out/dev', '--target', 'dev'])).toBe(
      'error: there are no targets (leave --target out)',
    );
  });

  test('an output directory of targets beside other paths', async () => {
    expect(await reasonFor(['check', 'written/out', 'cdk8s.yaml'])).toContain(
      'among the paths is an output directory of targets: written/out/dev, written/out/prod',
    );
  });

  test('manifests in the output directory that belong to no target', async () => {
    const cwd = folderOf();
    writeFileSync(join(cwd, 'written/out/old.k8s.yaml'), '');
    expect(await reasonFor(['check', 'written/out'], cwd)).toContain(
      'written/out holds the targets dev, prod, and old.k8s.yaml of none of them',
    );
  });
});
