import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, Helm, Include } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PolicyApp } from '../../../lib/cdk8s';
import { AllowDns, because, DefaultDenyNamespace } from '../../../lib/constructs';
import { reachability } from '../../../lib/testing';
import { refusalsOf } from '../constructs/dsl/refusals';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netpol-foreign-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPEN = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'open', namespace: 'shop' },
  spec: {
    podSelector: { matchLabels: { app: 'db' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 5432 }] }],
  },
};

function fileWith(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Something that opens the database without a typed construct of ours. */
const FOREIGN: readonly (readonly [name: string, add: (chart: Chart) => void])[] = [
  ['a raw ApiObject', (chart) => void new ApiObject(chart, 'raw', OPEN)],
  [
    'included YAML',
    (chart) => {
      new Include(chart, 'yaml', { url: fileWith('open.yaml', JSON.stringify(OPEN)) });
    },
  ],
  [
    'a Helm chart',
    (chart) => {
      // Stands in for Helm: prints what a chart would render.
      const helm = fileWith('helm', `#!/bin/sh\ncat <<'END'\n---\n${JSON.stringify(OPEN)}\nEND\n`);
      chmodSync(helm, 0o755);
      new Helm(chart, 'helm', { chart: 'vendor/db', helmExecutable: helm });
    },
  ],
  [
    'a policy of cdk8s-plus',
    (chart) => {
      const policy = new kplus.NetworkPolicy(chart, 'plus', {
        metadata: { name: 'open', namespace: 'shop' },
        selector: kplus.Pods.select(chart, 'its-pods', { labels: { app: 'db' } }),
      });
      const block = kplus.NetworkPolicyIpBlock.ipv4(chart, 'vendor', '203.0.113.0/24');
      policy.addIngressRule(block, [kplus.NetworkPolicyPort.tcp(5432)]);
    },
  ],
];

function closedShop(): { readonly app: PolicyApp; readonly chart: Chart } {
  const app = new PolicyApp({ outdir: join(folder, 'dist') });
  const chart = new Chart(app, 'shop');
  because(new DefaultDenyNamespace(chart, 'shop', { dns: 'none' }), 'the shop');
  return { app, chart };
}

describe.each(FOREIGN)('%s', (_, add) => {
  test('counts in verdicts', () => {
    const { chart } = closedShop();
    new kplus.Pod(chart, 'db', {
      metadata: { name: 'db', namespace: 'shop', labels: { app: 'db' } },
      containers: [{ image: 'postgres:16' }],
    });
    add(chart);
    expect(reachability(chart).flows()).toContain('203.0.113.0/24 -> shop/db 5432/TCP');
  });

  test('breaks a promise that it opens', () => {
    const { app, chart } = closedShop();
    add(chart);
    const [refused] = refusalsOf(() => app.synthYaml());
    expect(refused?.message).toContain('intent `namespace shop is closed` is broken');
    expect(refused?.message).toContain('203.0.113.0/24');
  });

  test('states nothing, and is asked for no reason', () => {
    const app = new PolicyApp({ reasons: 'required', verify: false });
    const chart = new Chart(app, 'shop');
    new AllowDns(new DefaultDenyNamespace(chart, 'shop'), 'dns');
    add(chart);
    expect(app.synthYaml()).toContain('203.0.113.0/24');
  });
});
