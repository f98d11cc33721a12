import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, Include } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PolicyApp } from '../../../lib/cdk8s';
import {
  AllowDns,
  allPods,
  BlockCloudMetadata,
  Connection,
  closed,
  DefaultDenyNamespace,
  every,
  Intent,
  ipBlock,
  NetworkPolicy,
  namespace,
  only,
  pods,
  podsOf,
  ThreeTierApp,
  tcp,
  to,
} from '../../../lib/constructs';
import type { Diagnostic, Source } from '../../../lib/kernel';
import { refusalsOf } from '../constructs/dsl/refusals';

const FILE = 'test/unit/cdk8s/stopped-at-synth.test.ts';
const LINES = readFileSync(__filename, 'utf8').split('\n');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netpol-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Why the app is stopped; fails where a file is written. */
function stopped(app: PolicyApp): readonly Diagnostic[] {
  const refusals = refusalsOf(() => app.synth());
  expect(readdirSync(folder).filter((name) => !name.endsWith('.yaml'))).toEqual([]);
  return refusals;
}

function newShop(): { app: PolicyApp; chart: Chart; shop: DefaultDenyNamespace } {
  const app = new PolicyApp({ outdir: join(folder, 'dist') });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const shop = new DefaultDenyNamespace(chart, 'shop'); // the namespace
  new AllowDns(shop, 'dns');
  return { app, chart, shop };
}

/** The pods of one app label, as a Deployment of that name. */
function deployed(chart: Chart, app: string, place = 'shop'): Deployment {
  return new Deployment(chart, `${app}-pods`, {
    metadata: { name: app, namespace: place },
    podMetadata: { labels: { app } },
    containers: [{ image: `${app}:1`, portNumber: 8080 }],
  });
}

/** The file of a policy as somebody else would write it. */
function written(name: string, spec: object): string {
  const file = join(folder, `${name}.yaml`);
  const metadata = { name, namespace: 'shop' };
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
  writeFileSync(file, JSON.stringify(policy));
  return file;
}

/** The text of the line that a source names; the file where it is not this one. */
function lineAt(source: Source | undefined): string {
  if (source?.file !== FILE || source.line === undefined) return source?.file ?? 'nowhere';
  return LINES[source.line - 1]?.trim() ?? 'nowhere';
}

/** Both lines that are named for the intent of a name: the one of the promise, and of each culprit. */
function named(refusals: readonly Diagnostic[], intent: string) {
  const about = refusals.filter(({ message }) => message.includes(`\`${intent}\``));
  expect(about.map(({ code }) => code)).toEqual(['intents/broken']);
  const [{ message, source, related = [] } = { message: '' }] = about;
  return {
    message,
    promise: lineAt(source),
    culprits: related.filter(({ source: at }) => at !== undefined).map((at) => lineAt(at.source)),
  };
}

test('metadata that another policy opens again', () => {
  const { app, shop } = newShop();
  new BlockCloudMetadata(shop, 'metadata');
  new NetworkPolicy(shop, 'debug', {
    select: pods({ app: 'worker' }),
    egress: [to(ipBlock('169.254.0.0/16')).on(tcp(80))], // opened again
  });
  const { message, promise, culprits } = named(
    stopped(app),
    'no pod of shop reaches cloud metadata',
  );
  expect(message).toMatch(
    /app=worker in namespace shop reaches cloud metadata \(169\.254\.169\.254\) on 80\/TCP/,
  );
  expect(promise).toBe("new BlockCloudMetadata(shop, 'metadata');");
  expect(culprits[0]).toMatch(/opened again$/);
});

test('a subject selector with a typo, which leaves the pods that it means open', () => {
  const app = new PolicyApp({ outdir: join(folder, 'dist') });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  deployed(chart, 'web');
  new Intent(chart, 'shop is closed', closed(allPods()));
  new NetworkPolicy(chart, 'deny', { select: pods({ app: 'wbe' }), ingress: [], egress: [] });
  const { message, promise, culprits } = named(stopped(app), 'shop is closed');
  expect(message).toContain('shop/web');
  expect(promise).toBe("new Intent(chart, 'shop is closed', closed(allPods()));");
  expect(culprits[0]).toMatch(
    /^new NetworkPolicy\(chart, 'deny', { select: pods\({ app: 'wbe' }\)/,
  );
});

const CLIENT = { podSelector: { matchLabels: { app: 'client' } } };
const TEAM = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team' } } };

describe('raw YAML that is included', () => {
  test('with an OR where an AND was meant', () => {
    const { app, chart, shop } = newShop();
    const client = pods({ app: 'client' }).in(namespace('team'));
    const sealed = only(client).reaches(pods({ app: 'db' }), tcp(5432));
    new Intent(shop, 'only the client of team', sealed);
    const ports = [{ port: 5432 }];
    const ingress = [{ from: [TEAM, CLIENT], ports }];
    const file = written('db', { podSelector: { matchLabels: { app: 'db' } }, ingress });
    new Include(chart, 'db', { url: file });
    const { message, promise, culprits } = named(stopped(app), 'only the client of team');
    expect(message).toMatch(/namespace (team|shop) .*reaches .*app=db/);
    expect(promise).toMatch(/^new Intent\(shop, 'only the client of team'/);
    expect(culprits[0]).toBe("new Include(chart, 'db', { url: file });");
  });

  test('with an AND where an OR was meant', () => {
    const { app, chart, shop } = newShop();
    deployed(chart, 'client');
    deployed(chart, 'db');
    const either = every(pods({ app: 'client' }), namespace('team'));
    new Intent(shop, 'client and team reach db', either.reaches(pods({ app: 'db' }), tcp(5432)));
    new NetworkPolicy(shop, 'out', {
      select: pods({ app: 'client' }),
      egress: [to(pods({ app: 'db' })).on(tcp(5432))],
    });
    const ingress = [{ from: [{ ...TEAM, ...CLIENT }], ports: [{ port: 5432 }] }];
    const file = written('db', { podSelector: { matchLabels: { app: 'db' } }, ingress });
    new Include(chart, 'db', { url: file });
    const { message, promise, culprits } = named(stopped(app), 'client and team reach db');
    expect(message).toContain('shop/client does not reach shop/db on 5432/TCP');
    expect(promise).toMatch(/^new Intent\(shop, 'client and team reach db'/);
    expect(culprits).toContain("new Include(chart, 'db', { url: file });");
  });
});

test('DNS cut off for a workload whose intent needs it', () => {
  const app = new PolicyApp({ outdir: join(folder, 'dist') });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const web = deployed(chart, 'web');
  new Intent(chart, 'web resolves names', every(podsOf(web)).resolvesNames());
  new NetworkPolicy(chart, 'out', {
    select: pods({ app: 'web' }),
    egress: [to(pods({ app: 'db' })).on(tcp(5432))],
  });
  const { promise, culprits } = named(stopped(app), 'web resolves names');
  expect(promise).toMatch(/^new Intent\(chart, 'web resolves names'/);
  expect(culprits[0]).toBe("new NetworkPolicy(chart, 'out', {");
});

test('a tier that a place nobody named reaches', () => {
  const { app, chart, shop } = newShop();
  new ThreeTierApp(shop, 'app', {
    web: { pods: pods({ tier: 'web' }), on: [tcp(8080)], from: [namespace('edge')] },
    api: { pods: pods({ tier: 'api' }), on: [tcp(8080)] },
    database: { pods: pods({ tier: 'database' }), on: [tcp(5432)] },
  });
  new ApiObject(chart, 'backdoor', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'backdoor', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { tier: 'database' } },
      ingress: [{ from: [{ namespaceSelector: {} }] }],
    },
  });
  const { promise, culprits } = named(stopped(app), 'only api reaches shop/app-database');
  expect(promise).toMatch(/^new ThreeTierApp\(shop, 'app'/);
  expect(culprits[0]).toBe("new ApiObject(chart, 'backdoor', {");
});

test('a construct that newly isolates a direction of pods that must be reached', () => {
  const { app, chart, shop } = newShop();
  const web = pods({ app: 'web' }).in(namespace('edge'));
  const api = pods({ app: 'api' });
  deployed(chart, 'web', 'edge');
  deployed(chart, 'api');
  new Connection(shop, 'web-to-api', { from: web, to: api, on: [tcp(8080)], thisEndOnly: true });
  new Intent(shop, 'web calls the api', every(web).reaches(api, tcp(8080)));
  new NetworkPolicy(chart, 'edge', { namespace: 'edge', select: allPods(), egress: [] }); // cuts
  const { message, promise, culprits } = named(stopped(app), 'web calls the api');
  expect(message).toContain('does not reach');
  expect(promise).toMatch(/^new Intent\(shop, 'web calls the api'/);
  expect(culprits[0]).toMatch(/cuts$/);
});
