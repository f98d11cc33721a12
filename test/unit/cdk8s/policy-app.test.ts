import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, Testing, YamlOutputType } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PolicyApp, type PolicyAppProps } from '../../../lib/cdk8s';
import {
  AllowDns,
  allPods,
  DefaultDenyNamespace,
  from,
  NetworkPolicy,
  pods,
  profileOf,
  TODAY_CONTEXT,
  tcp,
} from '../../../lib/constructs';
import { formatSource } from '../../../lib/kernel';
import { eks, openshift } from '../../../lib/platform';
import { codesOf, javascript, refusalsOf } from '../constructs/dsl/refusals';

const FILE = 'test/unit/cdk8s/policy-app.test.ts';
let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'netpol-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function newApp(props: PolicyAppProps = {}): PolicyApp {
  return new PolicyApp({ outdir: join(parent, 'dist'), ...props });
}

function rawPolicy(chart: Chart, id: string, name: string, spec: object): ApiObject {
  return new ApiObject(chart, id, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec,
  });
}

const DENY = { podSelector: {}, policyTypes: ['Ingress'] };

/** What an app is refused for, and that nothing was written. */
function refused(app: PolicyApp): readonly string[] {
  const refusals = refusalsOf(() => app.synth());
  expect(readdirSync(parent)).toEqual([]);
  return refusals.map(({ code, message, help }) => `${code}: ${message}\n=> ${help}`);
}

describe('an app without problems', () => {
  test('writes the manifests, and the sidecar beside the output directory', () => {
    const app = newApp();
    const shop = new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
    new AllowDns(shop, 'dns');
    app.synth();
    expect(readdirSync(join(parent, 'dist'))).toEqual(['shop.k8s.yaml']);
    expect(readdirSync(join(parent, '.netpol'))).toEqual(['dist.json']);
  });

  test('writes the same bytes every time', () => {
    const app = newApp({ profile: eks() });
    new AllowDns(new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop'), 'dns');
    app.synth();
    const first = readFileSync(app.sidecarFile, 'utf8');
    app.synth();
    expect(readFileSync(app.sidecarFile, 'utf8')).toBe(first);
  });

  test('gives the text that cdk8s gives', () => {
    const app = newApp();
    new NetworkPolicy(new Chart(app, 'c', { namespace: 'shop' }), 'p', {
      select: allPods(),
      ingress: [],
    });
    expect(app.synthYaml()).toContain('name: p');
  });

  test('declares its profile to everything inside', () => {
    const app = newApp({ profile: openshift() });
    const dns = new AllowDns(new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop'), 'dns');
    expect(dns.platforms).toEqual(['openshift']);
    expect(profileOf(dns)).toEqual(openshift());
    expect(app.profile).toEqual(openshift());
  });

  test('may say that its pods need no DNS', () => {
    const app = newApp();
    new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop', { dns: 'none' });
    app.synth();
    expect(existsSync(app.sidecarFile)).toBe(true);
  });

  test('may open DNS by a policy of its own, where its intents are not proven', () => {
    const app = newApp({ verify: false });
    const chart = new Chart(app, 'shop');
    new DefaultDenyNamespace(chart, 'shop');
    const ports = [{ protocol: 'UDP', port: 53 }];
    rawPolicy(chart, 'raw', 'dns', { ...DENY, policyTypes: ['Egress'], egress: [{ ports }] });
    app.synth();
    expect(existsSync(app.sidecarFile)).toBe(true);
  });
});

describe('an app is refused before a file is written', () => {
  test('for one object emitted twice, also by different charts and raw objects', () => {
    const app = newApp();
    const chart = new Chart(app, 'a', { namespace: 'shop' });
    new NetworkPolicy(chart, 'deny', { select: allPods(), ingress: [] });
    rawPolicy(new Chart(app, 'b'), 'raw', 'deny', DENY);
    expect(refused(app)).toMatchInlineSnapshot(`
      [
        "cdk8s/duplicate-object: NetworkPolicy \`shop/deny\` is emitted by \`a/deny\` and by \`b/raw\`
      => give one of them another name",
      ]
    `);
  });

  test('for a policy without a namespace', () => {
    const app = newApp();
    new ApiObject(new Chart(app, 'c'), 'raw', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny' },
      spec: DENY,
    });
    expect(refused(app)).toMatchInlineSnapshot(`
      [
        "cdk8s/no-namespace: NetworkPolicy \`deny\` has no namespace
      => set metadata.namespace, or the namespace of the chart",
      ]
    `);
  });

  test('for a raw policy that the API server would refuse', () => {
    const app = newApp();
    const ingress = [{ ports: [{ port: '8080' }], form: [] }];
    rawPolicy(new Chart(app, 'c'), 'raw', 'p', { ...DENY, ingress });
    expect(refused(app)).toMatchInlineSnapshot(`
      [
        "cdk8s/invalid-policy: strict decoding error: unknown field "spec.ingress[0].form"
      => write \`from\`",
        "cdk8s/invalid-policy: The NetworkPolicy "p" is invalid: spec.ingress[0].ports[0].port: Invalid value: "8080": must contain at least one letter (a-z)
      => write the number without quotes: \`port: 8080\`",
      ]
    `);
  });

  test('for a default deny that lets no DNS out', () => {
    const app = newApp();
    new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
    expect(refused(app)).toMatchInlineSnapshot(`
      [
        "cdk8s/no-dns: namespace \`shop\` denies egress and allows no DNS
      => add new AllowDns(namespace, 'dns'), with \`for\` if only some pods need names, or give \`dns: 'none'\` if none does",
      ]
    `);
  });

  test('for two objects that cdk8s would write to one file', () => {
    const app = newApp({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    const chart = new Chart(app, 'c');
    for (const name of ['dev', 'prod']) new DefaultDenyNamespace(chart, name, { dns: 'none' });
    expect(refused(app)).toMatchInlineSnapshot(`
      [
        "cdk8s/file-collision: NetworkPolicy \`prod/default-deny\` and NetworkPolicy \`dev/default-deny\` would be written to one file, \`NetworkPolicy.default-deny.k8s.yaml\`
      => use YamlOutputType.FILE_PER_CHART or FILE_PER_APP, or give the objects different names",
      ]
    `);
  });

  test('for a rule whose justification has expired', () => {
    const app = newApp();
    app.node.setContext(TODAY_CONTEXT, '2027-02-01');
    const rule = from(pods({ app: 'web' })).on(tcp(80));
    const ingress = [rule.because('metrics', { owner: 'ops', until: '2027-01-31' })];
    new NetworkPolicy(new Chart(app, 'c', { namespace: 'shop' }), 'p', {
      select: allPods(),
      ingress,
    });
    expect(refused(app)).toMatchInlineSnapshot(`
      [
        "constructs/expired-reason: the rule for \`metrics\` (owner \`ops\`) was justified until 2027-01-31, and it is 2027-02-01
      => remove the rule, or give it a later \`until\`",
      ]
    `);
  });

  test('with all problems at once', () => {
    const app = newApp();
    const chart = new Chart(app, 'c');
    new DefaultDenyNamespace(chart, 'shop');
    rawPolicy(chart, 'raw', 'default-deny', { ...DENY, policyTypes: ['ingress'] });
    expect(codesOf(() => app.synth())).toEqual([
      'cdk8s/duplicate-object',
      'cdk8s/invalid-policy',
      'cdk8s/no-dns',
    ]);
  });

  test('and pointed at the line that wrote it', () => {
    const app = newApp();
    new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
    const [refusal] = refusalsOf(() => app.synth());
    expect(refusal?.source?.construct).toBe('shop/shop');
    expect(formatSource(refusal?.source ?? { file: '' })).toMatch(
      new RegExp(`^${FILE}:\\d+:\\d+$`),
    );
  });

  test('when its text is asked for', () => {
    const app = newApp();
    new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
    expect(codesOf(() => app.synthYaml())).toEqual(['cdk8s/no-dns']);
  });

  test('when one of its charts is synthesized alone', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop');
    new DefaultDenyNamespace(chart, 'shop');
    expect(() => Testing.synth(chart)).toThrow(/cdk8s\/no-dns/);
  });
});

test('an app that was refused may be corrected and synthesized', () => {
  const app = newApp();
  const shop = new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
  expect(codesOf(() => app.synth())).toEqual(['cdk8s/no-dns']);
  new AllowDns(shop, 'dns');
  app.synth();
  expect(existsSync(app.sidecarFile)).toBe(true);
});

test('the same name in two folders is no collision', () => {
  const app = newApp({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  for (const name of ['dev', 'prod']) {
    new DefaultDenyNamespace(new Chart(app, name), name, { dns: 'none' });
  }
  app.synth();
  expect(readdirSync(join(parent, 'dist')).sort()).toEqual(['dev', 'prod']);
});

describe('an option from JavaScript', () => {
  test('that is likely one of ours, misspelt, is refused', () => {
    const props = javascript<PolicyAppProps>({ outdir: join(parent, 'dist'), reason: 'required' });
    const [refusal] = refusalsOf(() => new PolicyApp(props));
    expect(refusal?.code).toBe('cdk8s/unknown-option');
    expect(refusal?.message).toBe('`PolicyApp` has no option `reason`, did you mean `reasons`?');
    expect(refusal?.source?.file).toBe(FILE);
  });

  test('that cdk8s may come to know is its own', () => {
    const props = javascript<PolicyAppProps>({ outdir: join(parent, 'dist'), somethingNew: true });
    expect(() => new PolicyApp(props)).not.toThrow();
  });
});
