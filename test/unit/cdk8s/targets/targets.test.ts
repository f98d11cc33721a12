import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart, Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { PolicyApp } from '../../../../lib/cdk8s';
import {
  AllowDns,
  DefaultDenyNamespace,
  inventory,
  profileOf,
  TODAY_CONTEXT,
  tcp,
  todayIn,
} from '../../../../lib/constructs';
import { eks, kind } from '../../../../lib/platform';
import { emptyApp, emptyFolder, payments } from './example';

const filesIn = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

describe('an app with targets', () => {
  test('writes a folder for each target, and its sidecar beside the output directory', () => {
    const folder = emptyFolder();
    emptyApp(folder).define(payments).synth();
    expect(filesIn(folder)).toMatchInlineSnapshot(`
      [
        ".netpol",
        ".netpol/dist",
        ".netpol/dist/dev.json",
        ".netpol/dist/prodEks.json",
        ".netpol/dist/prodGke.json",
        ".netpol/dist/staging.json",
        "dist",
        "dist/dev",
        "dist/dev/payments.k8s.yaml",
        "dist/prodEks",
        "dist/prodEks/payments.k8s.yaml",
        "dist/prodGke",
        "dist/prodGke/payments.k8s.yaml",
        "dist/staging",
        "dist/staging/payments.k8s.yaml",
      ]
    `);
  });

  test('writes the same bytes every time', () => {
    const [first, second] = [emptyFolder(), emptyFolder()];
    emptyApp(first).define(payments).synth();
    emptyApp(second).define(payments).synth();
    const contents = (folder: string) =>
      filesIn(folder)
        .filter((file) => /\.(yaml|json)$/.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8'));
    expect(contents(second)).toEqual(contents(first));
  });

  test('gives each target its profile', () => {
    const seen: (string | undefined)[] = [];
    emptyApp().define((target) => seen.push(profileOf(target)?.name));
    expect(seen).toEqual(['kind', 'eks', 'eks', 'gke']);
  });

  test('lends its own profile and inventory to targets that say none', () => {
    const known = inventory({
      'monitoring/prometheus': { labels: { app: 'prometheus' }, ports: { web: tcp(9090) } },
    });
    const app = new PolicyApp({
      profile: eks(),
      inventory: [known],
      targets: { dev: { profile: kind() }, prod: {} },
    });
    expect([app.target('dev').profile?.name, app.target('prod').profile?.name]).toEqual([
      'kind',
      'eks',
    ]);
    expect(app.target('prod').sidecar().workloads).toEqual(known.workloads);
  });

  test('lends its context to every target', () => {
    const app = new PolicyApp({ targets: { dev: {}, prod: {} } });
    app.node.setContext(TODAY_CONTEXT, '2027-06-01');
    const days: string[] = [];
    app.define((target) => days.push(todayIn(target)));
    expect(days).toEqual(['2027-06-01', '2027-06-01']);
  });

  test('adds up several definitions', () => {
    const app = new PolicyApp({ targets: { dev: {}, prod: {} } });
    app.define((target) => new Chart(target, 'a')).define((target) => new Chart(target, 'b'));
    expect(app.target('prod').charts.map(({ node }) => node.id)).toEqual(['a', 'b']);
  });

  test('isolates in one target what it leaves alone in another', () => {
    const app = new PolicyApp({ targets: { dev: {}, prod: {} } });
    app.define((target) => {
      const chart = new Chart(target, 'shop', { namespace: 'shop' });
      if (target.is('prod')) new AllowDns(new DefaultDenyNamespace(chart, 'shop'), 'dns');
    });
    expect(app.target('dev').synthYaml()).toBe('');
    expect(app.target('prod').synthYaml()).toContain('name: default-deny');
  });

  test('leaves no sidecar of a target that is gone', () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, '.netpol/dist'), { recursive: true });
    writeFileSync(join(folder, '.netpol/dist/old.json'), '{}');
    emptyApp(folder).define(payments).synth();
    expect(existsSync(join(folder, '.netpol/dist/old.json'))).toBe(false);
  });

  test('gives each target to a test by its name, as an app like any other', () => {
    const app = emptyApp().define(payments);
    const [chart] = app.target('staging').charts;
    expect(
      chart === undefined ? [] : Testing.synth(chart).map(({ metadata }) => metadata.name),
    ).toEqual(['dns', 'gateway', 'default-deny']);
    expect(app.target('staging').sidecar().profile?.name).toBe('eks');
  });

  test('names its targets in the order in which they are written', () => {
    expect(emptyApp().targetNames).toEqual(['dev', 'staging', 'prodEks', 'prodGke']);
  });
});

test('an app without targets has none, and is its own scope', () => {
  const app = new PolicyApp({ outdir: join(emptyFolder(), 'dist') });
  new ApiObject(new Chart(app, 'shop'), 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
  app.synth();
  expect(app.targetNames).toEqual([]);
  expect(readdirSync(app.outdir)).toEqual(['shop.k8s.yaml']);
});

describe('pick and is', () => {
  test('a target is given what stands under its name, else under its group', () => {
    const given: Record<string, string> = {};
    emptyApp().define((target) => {
      given[target.name] = target.pick({
        dev: 'none',
        staging: 'sandbox',
        prodGke: 'G',
        prod: 'P',
      });
    });
    expect(given).toEqual({ dev: 'none', staging: 'sandbox', prodEks: 'P', prodGke: 'G' });
  });

  test('what is given may be undefined, where that is said', () => {
    const app = new PolicyApp({ targets: { dev: {}, prod: {} } });
    expect(app.target('dev').pick({ dev: undefined, prod: 1 })).toBeUndefined();
  });

  test('a target is what it is called, and what its groups are called', () => {
    const answers: boolean[][] = [];
    emptyApp().define((target) =>
      answers.push([target.is('dev'), target.is('dev', 'prodEks'), target.is('prod')]),
    );
    expect(answers).toEqual([
      [true, true, false],
      [false, false, false],
      [false, true, true],
      [false, false, true],
    ]);
  });
});
