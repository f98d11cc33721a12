import { describe, expect, test } from 'vitest';
import { type ReachQuery, reach } from '../../../lib/analyses';
import { formatPorts, fromPortRanges, UsageError } from '../../../lib/kernel';
import { portable, profileNamed } from '../../../lib/platform';
import { clusterOf } from '../../support/cluster';

const pod = (name: string, labels = '', rest = '') =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: a, labels: {${labels}}, ${rest}}}`;
const owned = (set: string) =>
  `ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: ${set}, controller: true}]`;
const runs = (kind: string, name: string) =>
  `{apiVersion: apps/v1, kind: ${kind}, metadata: {name: ${name}, namespace: a}, spec: {template: {metadata: {labels: {app: ${name}}}, spec: {containers: []}}}}`;
const policy = (spec: string, name = 'p') =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: a}, spec: {${spec}}}`;

const answer = (documents: readonly string[], query?: ReachQuery, profile = portable) =>
  reach(clusterOf(documents.join('\n---\n')).cluster, profile, query);
const ids = (...args: Parameters<typeof answer>) => answer(...args).endpoints.map(({ id }) => id);
const flows = (...args: Parameters<typeof answer>) =>
  answer(...args)
    .flows.filter(({ from, to }) => !/[.:]/.test(from + to))
    .map(({ from, to, allowed }) => `${from} -> ${to} ${formatPorts(fromPortRanges(allowed))}`);

describe('endpoints', () => {
  test('are called namespace/name, and after the kind too where a name is shared', () => {
    expect(ids([runs('Deployment', 'x'), runs('StatefulSet', 'x'), pod('y')])).toEqual(
      expect.arrayContaining(['a/Deployment/x', 'a/StatefulSet/x', 'a/y']),
    );
  });

  test('are single pods of a workload where a policy tells these apart', () => {
    const set = [
      pod('x-0', 'role: main', owned('x')),
      pod('x-1', 'role: copy', owned('x')),
      pod('x-2', 'role: copy', owned('x')),
    ];
    expect(ids([...set, policy('podSelector: {matchLabels: {role: main}}')])).toEqual(
      expect.arrayContaining(['a/x[x-0]', 'a/x[x-1]']),
    );
    expect(ids(set)).toEqual(expect.arrayContaining(['a/x']));
  });

  test('are all pods when asked for by pod', () => {
    const set = [pod('x-0', '', owned('x')), pod('x-1', '', owned('x')), pod('y')];
    expect(ids(set, { granularity: 'pod' })).toEqual(
      expect.arrayContaining(['a/x[x-0]', 'a/x[x-1]', 'a/y']),
    );
  });

  test('name the known pods, and none for a template', () => {
    const { endpoints } = answer([
      pod('x-1', '', owned('x')),
      pod('x-0', '', owned('x')),
      runs('Deployment', 'y'),
    ]);
    expect(endpoints.flatMap((each) => (each.kind === 'workload' ? [each.pods] : []))).toEqual([
      ['x-0', 'x-1'],
      [],
    ]);
  });
});

describe('flows', () => {
  test('from a workload to itself are from one replica to another', () => {
    expect(flows([runs('Deployment', 'x')])).toEqual(['a/x -> a/x all']);
    expect(flows([runs('Deployment', 'x'), policy('podSelector: {}')])).toEqual([]);
  });

  test('from a lone pod to itself are no flows', () => {
    expect(flows([pod('x')])).toEqual([]);
  });

  test('that are denied are not listed', () => {
    const only = policy('podSelector: {matchLabels: {app: x}}, ingress: [{ports: [{port: 80}]}]');
    expect(flows([pod('x', 'app: x'), pod('y'), only])).toEqual([
      'a/x -> a/y all',
      'a/y -> a/x 80/TCP',
    ]);
  });

  test('name the policies that let something through, and no others', () => {
    const documents = [
      pod('x', 'app: x'),
      pod('y', 'app: y'),
      policy('podSelector: {matchLabels: {app: x}}, ingress: [{ports: [{port: 80}]}]', 'web'),
      policy('podSelector: {matchLabels: {app: x}}, ingress: [{ports: [{port: 443}]}]', 'tls'),
      policy(
        'podSelector: {matchLabels: {app: y}}, policyTypes: [Egress], egress: [{ports: [{port: 80}]}]',
        'out',
      ),
    ];
    const flow = answer(documents).flows.find(({ from, to }) => from === 'a/y' && to === 'a/x');
    expect(flow?.by).toEqual(['a/out', 'a/web']);
  });

  test('that wait for a fact say for which', () => {
    const documents = [
      pod('x', 'app: x'),
      pod('y'),
      policy(
        'podSelector: {matchLabels: {app: x}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]',
      ),
    ];
    const flow = answer(documents).flows.find(({ from, to }) => from === 'a/y' && to === 'a/x');
    expect(flow?.reasons.map(({ id }) => id)).toEqual(['ip-block-matches-pods', 'pod-addresses']);
  });

  test('are all allowed where nothing enforces policies', () => {
    expect(flows([pod('x'), pod('y'), policy('')], {}, profileNamed('flannel'))).toEqual([
      'a/x -> a/y all',
      'a/y -> a/x all',
    ]);
  });
});

describe('a question', () => {
  test('about one end leaves out what does not matter', () => {
    const { endpoints, flows: found } = answer([pod('x'), pod('y'), pod('z')], {
      from: ({ id }) => id === 'a/x',
      to: ({ id }) => id === 'a/y',
    });
    expect(endpoints.map(({ id }) => id)).toEqual(['a/x', 'a/y']);
    expect(found).toHaveLength(1);
  });

  test('with too large an answer is refused with a hint', () => {
    expect(() => answer([pod('x'), pod('y')], { maxPairs: 3 })).toThrow(UsageError);
  });
});
