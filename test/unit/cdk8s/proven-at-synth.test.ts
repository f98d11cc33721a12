import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as analyses from '../../../lib/analyses';
import { PolicyApp, type PolicyAppProps, verify } from '../../../lib/cdk8s';
import {
  allPods,
  anyPod,
  DefaultDenyNamespace,
  every,
  from,
  Intent,
  type IntentOptions,
  inventory,
  ipBlock,
  NetworkPolicy,
  no,
  pods,
  TODAY_CONTEXT,
  tcp,
} from '../../../lib/constructs';
import { type Profile, portable, profileNamed } from '../../../lib/platform';
import { codesOf, javascript, refusalOf, refusalsOf } from '../constructs/dsl/refusals';

let folder: string;
let printed: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netpol-'));
  printed = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const outdir = () => join(folder, 'dist');
const newApp = (props: PolicyAppProps = {}) => new PolicyApp({ outdir: outdir(), ...props });

const NAME = 'nothing reaches the database';

/** States that nothing reaches the database, which no policy protects. */
function exposed(app: App, options: IntentOptions = {}): Chart {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new Intent(chart, NAME, no(allPods()).reaches(pods({ app: 'db' })), options);
  return chart;
}

/** Protects the database. */
function protect(chart: Chart): void {
  new NetworkPolicy(chart, 'db', { select: pods({ app: 'db' }), ingress: [] });
}

describe('a broken intent', () => {
  test('stops synth before a file is written', () => {
    const app = newApp();
    exposed(app);
    expect(codesOf(() => app.synth())).toEqual(['intents/broken']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('stops synthYaml', () => {
    const app = newApp();
    exposed(app);
    expect(codesOf(() => app.synthYaml())).toEqual(['intents/broken']);
  });

  test('stops Testing.synth and chart.toJson', () => {
    const chart = exposed(newApp());
    expect(() => Testing.synth(chart)).toThrow(`intent \`${NAME}\` is broken`);
    expect(() => chart.toJson()).toThrow(`intent \`${NAME}\` is broken`);
  });

  test('that only warns is printed, and the files are written', () => {
    const app = newApp();
    exposed(app, { severity: 'warning' });
    app.synth();
    expect(printed.join('')).toContain(`warning[intents/broken]  intent \`${NAME}\` is broken`);
    expect(existsSync(app.sidecarFile)).toBe(true);
  });

  test('that somebody accepts is neither refused nor printed', () => {
    const app = newApp();
    exposed(app, { acknowledge: { reason: 'moves behind a policy in May' } });
    app.synth();
    expect(printed).toEqual([]);
  });

  test('whose acknowledgement has expired is refused, saying so', () => {
    const app = newApp();
    app.node.setContext(TODAY_CONTEXT, '2027-06-01');
    exposed(app, { acknowledge: { reason: 'moves behind a policy', until: '2027-05-31' } });
    expect(refusalOf(() => app.synth())).toContain(
      'it was acknowledged until 2027-05-31 (moves behind a policy)',
    );
  });

  test('is left alone by an app that does not verify', () => {
    const app = newApp({ verify: false });
    exposed(app);
    app.synth();
    expect(existsSync(app.sidecarFile)).toBe(true);
  });

  test('is left to the command that runs the app', () => {
    vi.stubEnv('CDK8S_NETPOL_VERIFY', 'false');
    const app = newApp();
    exposed(app);
    app.synth();
    expect(existsSync(app.sidecarFile)).toBe(true);
  });
});

test('an acknowledgement of an intent that holds is a warning', () => {
  const app = newApp();
  protect(exposed(app, { acknowledge: { reason: 'moves behind a policy' } }));
  app.synth();
  expect(printed.join('')).toContain('warning[intents/unused-acknowledgement]');
});

test('the objects of an app that does not verify are checked all the same', () => {
  const app = newApp({ verify: false });
  new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
  expect(codesOf(() => app.synth())).toEqual(['cdk8s/no-dns']);
});

test('a workload that the API server would refuse stops synth', () => {
  const app = newApp();
  const metadata = { name: 'web', namespace: 'shop', labels: { app: 'not legal' } };
  new ApiObject(new Chart(app, 'c'), 'web', { apiVersion: 'v1', kind: 'Pod', metadata });
  expect(codesOf(() => app.synth())).toEqual(['model/not-a-label']);
});

describe('the proof', () => {
  test('is made once for all charts of a synthesis', () => {
    const proof = vi.spyOn(analyses, 'checkIntents');
    const app = newApp();
    protect(exposed(app));
    for (let i = 0; i < 50; i += 1) new Chart(app, `chart-${i}`);
    app.synth();
    expect(proof).toHaveBeenCalledTimes(1);
  });

  test('is made once for all charts that are asked for one by one', () => {
    const proof = vi.spyOn(analyses, 'checkIntents');
    const app = newApp();
    protect(exposed(app));
    const charts = Array.from({ length: 50 }, (_, i) => new Chart(app, `chart-${i}`));
    for (const chart of charts) Testing.synth(chart);
    expect(proof).toHaveBeenCalledTimes(1);
  });

  test('is made again when the tree has grown', () => {
    const app = newApp();
    const chart = exposed(app);
    expect(() => Testing.synth(chart)).toThrow('is broken');
    protect(chart);
    expect(Testing.synth(chart)).toHaveLength(1);
  });

  test('is made again when an intent was added', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    expect(Testing.synth(chart)).toEqual([]);
    new Intent(chart, NAME, no(allPods()).reaches(pods({ app: 'db' })));
    expect(() => Testing.synth(chart)).toThrow('is broken');
  });

  test('is made again when an object was patched', () => {
    const app = newApp();
    const chart = exposed(app);
    const policy = new NetworkPolicy(chart, 'db', { select: pods({ app: 'db' }), ingress: [] });
    expect(Testing.synth(chart)).toHaveLength(1);
    ApiObject.of(policy).addJsonPatch(
      JsonPatch.replace('/spec/podSelector/matchLabels/app', 'dbb'),
    );
    expect(() => Testing.synth(chart)).toThrow('is broken');
  });

  test('holds for the profile of the app', () => {
    const codes = (profile: Profile) => {
      const app = newApp({ profile });
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      const block = ipBlock('10.0.0.0/8');
      new NetworkPolicy(chart, 'db', { select: DB, ingress: [from(block).on(tcp(5432))] });
      new Intent(chart, 'no pod reaches the database', no(anyPod()).reaches(DB));
      return codesOf(() => app.synth());
    };
    expect(codes(portable)).toContain('intents/undecided');
    expect(() => codes(profileNamed('cilium'))).toThrow('nothing was refused');
  });
});

describe('a cluster that enforces nothing', () => {
  const flannel = profileNamed('flannel');
  const closed = (app: PolicyApp) => {
    new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop', { dns: 'none' });
    return app;
  };

  test('is warned of once, with what would enforce', () => {
    closed(newApp({ profile: flannel })).synth();
    const told = printed.join('');
    expect(told.match(/cdk8s\/not-enforced/g)).toHaveLength(1);
    expect(told).toContain(
      'profile flannel: this cluster enforces no NetworkPolicy, and nothing that this app promises holds there',
    );
    expect(told).toMatch(/help {2}add a policy engine beside Flannel/);
  });

  test('is no reason to prove less: promises are judged as if it did', () => {
    const app = closed(newApp({ profile: flannel }));
    const raw = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
    const spec = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] };
    new ApiObject(new Chart(app, 'raw'), 'open', { ...raw, metadata: IN_SHOP, spec });
    expect(codesOf(() => app.synth())).toContain('intents/broken');
  });

  test('stays in the sidecar, for netpol check', () => {
    expect(closed(newApp({ profile: flannel })).sidecar().profile?.name).toBe('flannel');
  });

  test('is nothing to warn of without a policy', () => {
    const app = newApp({ profile: flannel });
    app.synth();
    expect(printed).toEqual([]);
  });

  test('that does enforce is not warned of', () => {
    closed(newApp({ profile: profileNamed('calico') })).synth();
    expect(printed).toEqual([]);
  });
});

const DB = pods({ app: 'db' });
const IN_SHOP = { name: 'open', namespace: 'shop' };

describe('an inventory', () => {
  const known = inventory({
    'shop/api': { labels: { app: 'api' }, ports: { http: tcp(8080) } },
  });

  test('makes its workloads known pods', () => {
    const app = newApp({ inventory: [known] });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new NetworkPolicy(chart, 'cut', { select: allPods(), egress: [] });
    const claim = every(known('shop/api')).reaches(pods({ app: 'db' }), tcp(5432));
    new Intent(chart, 'the api reaches the database', claim);
    expect(refusalOf(() => app.synth())).toContain('shop/api does not reach');
  });

  test('is written into the sidecar', () => {
    const { workloads } = newApp({ inventory: [known] }).sidecar();
    expect(workloads).toEqual([
      {
        namespace: 'shop',
        name: 'api',
        labels: { app: 'api' },
        ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
        typescript: expect.objectContaining({ line: expect.any(Number) }),
      },
    ]);
  });

  test('that is none is refused', () => {
    const call = () => newApp({ inventory: javascript([{ workloads: 'all' }]) });
    expect(refusalOf(call)).toMatch(/^`inventory` got `an object`, no inventory/);
  });
});

describe('verify', () => {
  test('stops a plain App, and writes nothing', () => {
    const app = new App({ outdir: outdir() });
    exposed(app);
    const [refused] = refusalsOf(() => verify(app));
    expect(refused?.code).toBe('intents/broken');
    expect(refused?.source?.file).toBe('test/unit/cdk8s/proven-at-synth.test.ts');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('writes the sidecar of a plain App whose intents hold', () => {
    const app = new App({ outdir: outdir() });
    protect(exposed(app));
    verify(app);
    app.synth();
    expect(readdirSync(join(folder, '.netpol'))).toEqual(['dist.json']);
    expect(readdirSync(outdir())).toEqual(['shop.k8s.yaml']);
  });

  test('checks the objects of a plain App as well', () => {
    const app = new App({ outdir: outdir() });
    new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
    expect(codesOf(() => verify(app))).toEqual(['cdk8s/no-dns']);
  });

  test('refuses a profile that is none', () => {
    const profile = javascript<typeof portable>({ name: 'x' });
    expect(codesOf(() => verify(new App(), { profile }))).toEqual(['platform/invalid-profile']);
  });
});
