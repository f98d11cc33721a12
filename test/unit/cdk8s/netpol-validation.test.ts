import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { baselineOf, CHECKS, formatBaseline } from '../../../lib/analyses';
import { Findings, NetpolValidation, PolicyApp, verify } from '../../../lib/cdk8s';
import { readProperties } from '../../../lib/cdk8s/plugin/properties';
import { proveTargets } from '../../../lib/cdk8s/plugin/prove-targets';
import { findConfiguration } from '../../../lib/config';
import { allPods, anywhere, Intent, NetworkPolicy, no, pods } from '../../../lib/constructs';
import { eks } from '../../../lib/platform';
import { linted } from '../../support/lint';
import { javascript } from '../constructs/dsl/refusals';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netpol-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the plugin told cdk8s-cli. */
interface Told {
  readonly status: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly rules: readonly string[];
  readonly texts: readonly string[];
  readonly resources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
  }[];
  readonly logged: string;
}

type Context = Parameters<NetpolValidation['validate']>[0];
type Violation = Parameters<Context['report']['addViolation']>[0];

/** Without other properties, manifests need not state intents. */
async function validate(
  manifests: readonly string[],
  properties: object = { allowNoIntents: true },
): Promise<Told> {
  const violations: Violation[] = [];
  const logged: string[] = [];
  const submitted: [string, Readonly<Record<string, string>>][] = [];
  await new NetpolValidation(properties).validate({
    manifests,
    logger: { log: (message) => logged.push(message) },
    report: {
      addViolation: (violation) => violations.push(violation),
      submit: (status, metadata = {}) => submitted.push([status, metadata]),
    },
  });
  expect(submitted).toHaveLength(1);
  const [[status, metadata] = ['', {}]] = submitted;
  return {
    status,
    metadata,
    rules: violations.map(({ ruleName }) => ruleName),
    texts: violations.map(({ recommendation, fix }) => `${recommendation} => ${fix}`),
    resources: violations.flatMap(({ violatingResources }) => violatingResources),
    logged: logged.join('\n'),
  };
}

const DENY = JSON.stringify({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny', namespace: 'shop' },
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
});

const CILIUM = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', spec: {} };

function manifest(...documents: readonly string[]): readonly string[] {
  const file = join(folder, 'shop.k8s.yaml');
  writeFileSync(file, documents.join('\n---\n'));
  return [file];
}

/** The manifests of an app that isolates one namespace. */
function synthesized(app: App): readonly string[] {
  new NetworkPolicy(new Chart(app, 'shop'), 'deny', {
    namespace: 'shop',
    select: allPods(),
    ingress: [],
  });
  if (!(app instanceof PolicyApp)) verify(app);
  app.synth();
  return [join(app.outdir, 'shop.k8s.yaml')];
}

const outdir = () => join(folder, 'dist');

describe('manifests alone', () => {
  test('pass where nothing is wrong with them', async () => {
    const { status, metadata } = await validate(manifest(DENY));
    expect([status, metadata['Profile']]).toEqual(['success', 'portable']);
  });

  test('fail where there are none', async () => {
    const { status, rules } = await validate([]);
    expect([status, rules]).toEqual(['failure', ['cdk8s/no-manifests']]);
  });

  test('fail without a NetworkPolicy, unless that is allowed', async () => {
    const files = manifest('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}');
    expect((await validate(files)).rules).toEqual(['cdk8s/no-policies']);
    expect((await validate(files, { allowNoPolicies: true, allowNoIntents: true })).status).toBe(
      'success',
    );
  });

  test('fail for what is no YAML, with the file', async () => {
    const { status, resources } = await validate(manifest('a: [', DENY));
    expect(status).toBe('failure');
    expect(resources[0]?.locations[0]).toMatch(/shop\.k8s\.yaml:\d+/);
  });

  test('fail for a file that is not there', async () => {
    expect((await validate([join(folder, 'none.yaml')])).status).toBe('failure');
  });

  test('fail for a policy of a kind that is not modelled, naming it by namespace, kind and name', async () => {
    const policy = { ...CILIUM, metadata: { name: 'l7', namespace: 'shop' } };
    const { rules, resources } = await validate(manifest(DENY, JSON.stringify(policy)));
    expect(rules).toEqual(['model/unacknowledged-kind']);
    expect(resources[0]?.resourceName).toBe('shop/l7');
    expect(resources[0]?.locations[0]).toBe('shop/CiliumNetworkPolicy/l7');
  });

  test('pass where its annotation acknowledges that', async () => {
    const annotations = { 'cdk8s-netpol/acknowledge.unmodelled-kind': 'narrows methods only' };
    const policy = { ...CILIUM, metadata: { name: 'l7', namespace: 'shop', annotations } };
    expect((await validate(manifest(DENY, JSON.stringify(policy)))).status).toBe('success');
  });

  test('fail where the annotation says too little', async () => {
    const annotations = { 'cdk8s-netpol/acknowledge.unmodelled-kind': 'ok' };
    const policy = { ...CILIUM, metadata: { name: 'l7', namespace: 'shop', annotations } };
    const { texts } = await validate(manifest(DENY, JSON.stringify(policy)));
    expect(texts[0]).toContain('the reason `ok` has fewer than 10 characters');
  });

  test('cannot write control characters into the report', async () => {
    const policy = { ...CILIUM, metadata: { name: 'l7\u001b[2J', namespace: 'shop' } };
    const { texts, resources } = await validate(manifest(DENY, JSON.stringify(policy)));
    expect(JSON.stringify([texts, resources])).not.toContain('\\u001b');
  });
});

describe('properties', () => {
  test.each<[string, object, string]>([
    ['that are misspelt', { intent: [] }, 'there is no property `intent`. Did you mean `intents`?'],
    ['with an unknown profile', { profile: 'calcio' }, 'Did you mean `calico`?'],
    ['with one file of intents that is no list', { intents: 'a.yaml' }, 'not a list of files'],
    ['with a word for a truth', { allowNoPolicies: 'yes' }, 'neither true nor false'],
    ['with a file of intents that is not there', { intents: ['none.yaml'] }, '`none.yaml`'],
  ])('%s are a violation', async (_, properties, message) => {
    const { status, texts } = await validate(manifest(DENY), properties);
    expect(status).toBe('failure');
    expect(texts.join('\n')).toContain(message);
  });

  test('that are no map are a violation', async () => {
    expect((await validate(manifest(DENY), javascript<object>('calico'))).status).toBe('failure');
  });

  test('choose the profile', async () => {
    const { metadata } = await validate(manifest(DENY), { profile: 'calico' });
    expect(metadata['Profile']).toBe('calico');
  });
});

test('manifests about which nothing is stated fail, unless that is allowed', async () => {
  const { status, rules } = await validate(manifest(DENY), {});
  expect([status, rules]).toEqual(['failure', ['cdk8s/no-intents']]);
  expect((await validate(manifest(DENY), { allowNoIntents: true })).status).toBe('success');
});

test('a cluster that enforces nothing is a warning, and its policies are proven as if it did', async () => {
  const { status, logged } = await validate(manifest(DENY), {
    profile: 'flannel',
    allowNoIntents: true,
  });
  expect(status).toBe('success');
  expect(logged.match(/this cluster enforces no NetworkPolicy/g)).toHaveLength(1);
});

describe('the sidecar of the app', () => {
  test('gives the profile', async () => {
    const files = synthesized(new PolicyApp({ outdir: outdir(), profile: eks() }));
    expect((await validate(files)).metadata['Profile']).toBe('eks');
  });

  test('and another profile in cdk8s.yaml are a violation', async () => {
    const files = synthesized(new PolicyApp({ outdir: outdir(), profile: eks() }));
    const { rules } = await validate(files, { profile: 'calico' });
    expect(rules).toEqual(['cdk8s/two-profiles']);
  });

  test('is written by verify as well', async () => {
    const { status, logged } = await validate(synthesized(new App({ outdir: outdir() })));
    expect([status, logged]).toEqual(['success', '']);
  });

  test('about objects that have changed since is a warning', async () => {
    const app = new PolicyApp({ outdir: outdir() });
    new ApiObject(new Chart(app, 'other'), 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'shop' },
    });
    const files = synthesized(app);
    const [file = ''] = files;
    writeFileSync(file, `${readFileSync(file, 'utf8')}---\n${DENY.replace('deny', 'other')}`);
    const { status, metadata, logged } = await validate(files);
    expect([status, metadata['Warnings']]).toEqual(['success', '1']);
    expect(logged).toContain('1 object not as the sidecar says');
  });

  test('about other manifests is taken at its word, with a warning', async () => {
    const files = synthesized(new PolicyApp({ outdir: outdir(), profile: eks() }));
    for (const file of files) writeFileSync(file, DENY);
    const { metadata, logged } = await validate(files);
    expect(metadata).toMatchObject({ Profile: 'eks', Warnings: '1' });
    expect(logged).toContain('1 object not as the sidecar says');
  });

  test('is proven also where every manifest was rewritten since', async () => {
    const app = new PolicyApp({ outdir: outdir(), verify: false });
    const chart = new Chart(app, 'intents');
    const web = pods({ app: 'web' });
    new Intent(chart, 'web stays inside', no(web).reaches(anywhere()), { namespace: 'shop' });
    const files = synthesized(app);
    for (const file of files) writeFileSync(file, DENY);
    const { status, rules } = await validate(files, {});
    expect([status, rules]).toEqual(['failure', ['intents/broken']]);
  });

  test('that was edited by hand is a violation', async () => {
    const files = synthesized(new PolicyApp({ outdir: outdir() }));
    writeFileSync(join(folder, '.netpol', 'dist.json'), '{');
    const { status, rules } = await validate(files);
    expect([status, rules]).toEqual(['failure', ['sidecar/unreadable']]);
  });
});

describe('what the checks find', () => {
  const OPEN = DENY.replace('"policyTypes":["Ingress"]', '"ingress":[{"from":[]}]');
  const REASON = 'everyone may call the shop';

  /** What is told of manifests of a project that says something once. */
  function told(manifests: readonly string[], files: Readonly<Record<string, string>>) {
    mkdirSync(join(folder, '.git'), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const project = findConfiguration({ cwd: folder, checks: () => CHECKS });
    const properties = readProperties({ allowNoIntents: true });
    const { diagnostics, summary } = proveTargets(manifests, properties, project);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    return { errors: errors.map(({ code }) => code), profile: summary['Profile'] };
  }

  /** The manifests of an app with a policy that a check finds, which may be accepted. */
  function opened(accept: (chart: Chart) => void = () => {}): readonly string[] {
    const app = new PolicyApp({ outdir: outdir(), verify: false });
    const chart = new Chart(app, 'shop');
    new ApiObject(chart, 'open', JSON.parse(OPEN));
    accept(chart);
    app.synth();
    return [join(app.outdir, 'shop.k8s.yaml')];
  }

  test('is a violation where it is an error, called like the check, with what to do', async () => {
    const { status, rules, texts, resources, metadata } = await validate(opened());
    expect([status, rules]).toEqual(['failure', ['NP002 empty-peer-list']]);
    expect(texts[0]).toMatch(/has an empty `from`.* => remove the rule/);
    expect(resources[0]?.resourceName).toBe('shop/deny');
    expect(resources[0]?.locations).toEqual([
      'shop/NetworkPolicy/deny',
      expect.stringMatching(/shop\.k8s\.yaml:\d+:\d+ {2}spec\.ingress\[0\]\.from/),
      'construct shop/open',
      expect.stringContaining('netpol-validation.test.ts'),
    ]);
    expect(metadata['Findings']).toMatch(/^1 error, /);
  });

  test('is looked for unless a property says otherwise', async () => {
    const { status, metadata } = await validate(opened(), { allowNoIntents: true, lint: false });
    expect(status).toBe('success');
    expect(metadata).not.toHaveProperty('Findings');
  });

  test('passes where the author accepts it', async () => {
    const accepted = opened((chart) =>
      Findings.of(chart).acknowledge({ id: 'NP002', reason: REASON }),
    );
    const { status, metadata } = await validate(accepted);
    expect([status, metadata['Findings']]).toEqual(['success', expect.stringContaining('1 ack')]);
  });

  test('fails again after the last day, and says so', async () => {
    const accepted = opened((chart) =>
      Findings.of(chart).acknowledge({ id: 'NP002', reason: REASON, until: '2020-01-31' }),
    );
    const { status, texts } = await validate(accepted);
    expect(status).toBe('failure');
    expect(texts[0]).toContain(`it was acknowledged until 2020-01-31: ${REASON}`);
  });

  test('and is accepted in vain is a warning', async () => {
    const accepted = opened((chart) =>
      Findings.of(chart).acknowledge({ id: 'NP007', reason: REASON }),
    );
    expect((await validate(accepted)).logged).toContain('NP007 is acknowledged in vain');
  });

  test.each([
    `ignore: [{ id: NP002, namespace: shop, reason: ${REASON} }]`,
    'checks: { NP002: off }',
    'checks: { NP002: warning }',
    'failOn: never',
  ])('passes where the configuration of the project says `%s`', (text) => {
    expect(told(opened(), { 'netpol.yaml': text }).errors).toEqual([]);
  });

  test('is a violation as well where the configuration fails on warnings', () => {
    const config = 'checks: { NP002: warning }\nfailOn: warning\n';
    expect(told(opened(), { 'netpol.yaml': config }).errors).toContain('NP002 empty-peer-list');
  });

  test('passes where it is in the baseline of the project', () => {
    const { findings } = linted(OPEN);
    const text = formatBaseline(baselineOf(findings));
    expect(told(opened(), { 'netpol.baseline.json': text }).errors).toEqual([]);
  });

  test('holds for the cluster of the configuration, which must be that of the app', () => {
    const config = { 'netpol.yaml': 'profile: gke\n' };
    expect(told(manifest(DENY), config).profile).toBe('gke');
    const files = synthesized(new PolicyApp({ outdir: outdir(), profile: eks() }));
    expect(() => told(files, config)).toThrow('the app declares profile `eks`');
  });

  test('cannot be told with a baseline that is none', () => {
    const config = { 'netpol.yaml': 'baseline: none.json\n' };
    expect(() => told(manifest(DENY), config)).toThrow(/cannot read the baseline `.*none\.json`/);
  });
});

test('an exception of our own is a report that failed, never a missing one', async () => {
  const broken = javascript<readonly string[]>([undefined]);
  const { status, rules, texts } = await validate(broken);
  expect([status, rules]).toEqual(['failure', ['cdk8s/internal-error']]);
  expect(texts[0]).toContain('This is a bug in cdk8s-netpol');
});
