import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPUS, hasCorpus } from '../support/corpus';
import { netpol } from '../support/run';

/** Published manifests of real projects, and one flow each that is allowed and one that is denied. */
const SETS = [
  {
    set: 'microservices-demo',
    allowed: {
      flow: ['frontend', 'cartservice:7070'],
      by: 'network-policy-cartservice.yaml:28:',
    },
    denied: {
      flow: ['adservice', 'redis-cart:6379'],
      by: 'network-policy-redis.yaml:28:',
    },
  },
  {
    set: 'kube-prometheus',
    allowed: {
      flow: ['monitoring/k8s', 'monitoring/grafana:3000'],
      by: 'grafana-networkPolicy.yaml:16:',
    },
    denied: {
      flow: ['monitoring/prometheus-operator', 'monitoring/grafana:3000'],
      by: 'grafana-networkPolicy.yaml:16:',
    },
  },
  {
    set: 'flux2',
    allowed: {
      flow: ['helm-controller', 'source-controller:9090'],
      by: 'gotk-components.yaml:',
    },
    denied: {
      flow: ['203.0.113.7', 'source-controller:9090'],
      by: 'gotk-components.yaml:',
    },
  },
];

describe.skipIf(!hasCorpus).each(SETS)('the published set $set', ({ set, allowed, denied }) => {
  const path = join(CORPUS, 'real', set);

  test('an allowed flow names the rule that allows it, with file and line', () => {
    const { code, stdout, stderr } = netpol([
      'explain',
      ...allowed.flow,
      path,
      '--expect',
      'allowed',
    ]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(allowed.by);
    expect(stdout).toMatch(/allowed by\n.*gress\[\d+\]/);
  });

  test('a denied flow names the policies that isolate, with file and line', () => {
    const { code, stdout, stderr } = netpol([
      'explain',
      ...denied.flow,
      path,
      '--expect',
      'denied',
    ]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(denied.by);
    expect(stdout).toMatch(/isolated for ingress by/);
  });

  test.each(['reach', 'matrix'])('%s answers', (verb) => {
    const { code, stdout } = netpol([verb, path, '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: '1' });
  });
});
