import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { environments } from '../../apps/environments/environments';
import { tcp } from '../../lib/constructs';
import {
  assertNotReaches,
  assertReachableOnlyFrom,
  assertReaches,
  reachability,
} from '../../lib/testing';

const app = environments();
const netOf = (name: (typeof app.targetNames)[number]) => reachability(app.target(name));
const PROD = app.targetNames.filter((name) => app.target(name).is('prod'));

const GATEWAY = '203.0.113.7';
const SANDBOX = '198.51.100.7';

test('every target is proven, and written to its folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netpol-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  environments({ outdir: join(folder, 'dist') }).synth();
  expect(readdirSync(join(folder, 'dist')).sort()).toEqual([...app.targetNames].sort());
});

test.each(['dev', 'staging'] as const)('%s reaches no payment gateway', (name) => {
  const net = netOf(name);
  assertNotReaches(net, net.pods({}, 'payments'), GATEWAY);
});

test('dev reaches nothing of the internet', () => {
  const net = netOf('dev');
  assertNotReaches(net, net.pods({}, 'payments'), 'internet');
});

test('staging reaches the sandbox, and only the api does', () => {
  const net = netOf('staging');
  assertReaches(net, 'payments/api', SANDBOX, tcp(443));
  assertNotReaches(net, 'payments/ledger', SANDBOX);
});

test.each(PROD)('%s charges cards at the gateway, and not at the sandbox', (name) => {
  const net = netOf(name);
  assertReaches(net, 'payments/api', GATEWAY, tcp(443));
  assertNotReaches(net, net.pods({}, 'payments'), SANDBOX);
});

test.each(PROD)('%s is scraped, and nothing else comes in', (name) => {
  assertReachableOnlyFrom(netOf(name), 'payments/api', ['monitoring/prometheus'], tcp(9090));
});

test.each(app.targetNames)('%s: the api reaches its ledger, and nobody else does', (name) => {
  assertReachableOnlyFrom(netOf(name), 'payments/ledger', ['payments/api'], tcp(5432));
});

test('what differs between the targets', () => {
  expect(`\n${app.differences()}\n`).toMatchInlineSnapshot(`
    "
    target                                                                                                             dev   staging  prodEks  prodGke  prodAks  prodOpenshift
    profile                                                                                                            kind  eks      eks      gke      aks      openshift
    payments/dns
      egress to pods k8s-app=kube-dns in namespace kube-system on 53/UDP, 53/TCP                                       yes   yes      yes      yes      yes      .
      egress to 169.254.20.10/32 on 53/UDP, 53/TCP                                                                     .     .        .        yes      .        .
      egress to pods k8s-app=node-local-dns in namespace kube-system on 53/UDP, 53/TCP                                 .     .        .        yes      .        .
      egress to pods dns.operator.openshift.io/daemonset-dns=default in namespace openshift-dns on 5353/UDP, 5353/TCP  .     .        .        .        .        yes
    payments/gateway                                                                                                   .     .        yes      yes      yes      yes
      egress to 203.0.113.0/24 on 443/TCP                                                                              .     .        yes      yes      yes      yes
    payments/metrics-ingress                                                                                           .     .        yes      yes      yes      yes
      ingress from pods app.kubernetes.io/name=prometheus in namespace monitoring on 9090/TCP                          .     .        yes      yes      yes      yes
    payments/sandbox                                                                                                   .     yes      .        .        .        .
      egress to 198.51.100.0/24 on 443/TCP                                                                             .     yes      .        .        .        .

    4 policies differ between 6 targets: 10 differences.
    "
  `);
});
