import { describe, expect, test } from 'vitest';
import { type ReachQuery, reach, refuseTooManyFlows } from '../../../lib/analyses';
import { UsageError } from '../../../lib/kernel';
import { portable } from '../../../lib/platform';
import { clusterOf } from '../../support/cluster';

const pod = (namespace: string, name: string) =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}}`;
const { cluster } = clusterOf(
  [
    ...['a', 'b', 'c', 'd', 'e', 'f'].flatMap((name) => [pod('open', name), pod('shut', name)]),
    '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace: shut}, spec: {podSelector: {}}}',
    '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a, namespace: shut}, spec: {podSelector: {matchLabels: {app: a}}, ingress: [{from: [{podSelector: {}}]}]}}',
  ].join('\n---\n'),
);

/** Whether a list is refused where there is room for so many flows. */
function isRefused(query: ReachQuery, flows: number): boolean {
  try {
    refuseTooManyFlows(cluster, portable, query, { flows, help: 'ask for less' });
    return false;
  } catch (failure) {
    expect(failure).toBeInstanceOf(UsageError);
    return true;
  }
}

describe('a list for which there is no room', () => {
  const within = (namespace: string): NonNullable<ReachQuery['to']> => {
    return (end) => end.kind === 'workload' && end.namespace === namespace;
  };
  const one: NonNullable<ReachQuery['to']> = ({ id }) => id === 'shut/a';

  test.each<readonly [string, ReachQuery]>([
    ['of everything', {}],
    ['of one source', { from: one }],
    ['of one destination', { to: one }],
    ['of one namespace', { from: within('shut'), to: within('shut') }],
    ['of two namespaces', { from: within('open'), to: within('shut') }],
  ])('%s is refused, and one that just fits is not', (_, query) => {
    const { flows } = reach(cluster, portable, query);
    // Several pods are one end of the map, which then reaches itself, as no pod is listed to do.
    const mostOfItself = cluster.workloads.length;
    expect(isRefused(query, flows.length + mostOfItself)).toBe(false);
    expect(isRefused(query, flows.length - 1)).toBe(true);
  });

  test('is named with its limit and with what to do', () => {
    expect(() =>
      refuseTooManyFlows(cluster, portable, {}, { flows: 10, help: 'ask for less' }),
    ).toThrow(
      new UsageError(
        'the answer would have more than 10 flows, which is more than fits in memory',
        'ask for less',
      ),
    );
  });
});
