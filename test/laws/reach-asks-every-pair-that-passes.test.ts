import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passingPairs, type Search } from '../../lib/analyses/reach/passing-pairs';
import { askedEnds } from '../../lib/analyses/shared/asked-ends';
import { compile } from '../../lib/engine';
import { groupBy } from '../../lib/kernel';
import type { Cluster, Workload } from '../../lib/model';
import { portable } from '../../lib/platform';
import type { Endpoint } from '../../lib/results';
import { cluster, NOWHERE, profile } from '../support/arbitraries';
import { clusterOf } from '../support/cluster';
import { shown } from '../support/evaluators';

/** The same pods, of which those of a namespace are replicas of one workload or of two. */
const grouped = fc
  .tuple(cluster, fc.integer({ min: 1, max: 2 }))
  .map(([given, amount]): Cluster => {
    const pods = given.workloads.flatMap((workload) => workload.pods);
    const groups = groupBy(pods, ({ namespace, name }) =>
      JSON.stringify([namespace, `app-${Number(name.at(-1)) % amount}`]),
    );
    const workloads = [...groups].map(([key, replicas]): Workload => {
      const [namespace, name] = JSON.parse(key);
      return { namespace, name, kind: 'ReplicaSet', pods: replicas, origin: NOWHERE };
    });
    return { ...given, workloads };
  });

const granularity = fc.constantFrom('workload' as const, 'pod' as const);

/** A side of some ends, so that either one may be the shorter one. */
const side = fc
  .option(fc.constantFrom('workload', 'ip', 'app-0', 'pod-0'), { nil: undefined })
  .map((word) => (end: Endpoint) => {
    if (word === undefined || end.kind === word) return true;
    return end.kind === 'workload' && (end.name === word || end.pods.includes(word));
  });

test('the pairs that a map finds are those that are found by asking every pair', () => {
  fc.assert(
    fc.property(
      fc.oneof(cluster, grouped),
      profile,
      fc.record({ granularity, from: side, to: side }),
      (given, facts, query) => {
        const ends = askedEnds(given, query);
        const told = (search: Search) =>
          Array.from(passingPairs(compile(given, facts), ends, search), (pair) => ({
            ...pair,
            connection: shown(pair.connection),
          }));
        expect(told('by-map')).toEqual(told('one-by-one'));
      },
    ),
    { numRuns: 400 },
  );
});

test('replicas that a map keeps apart by their nodes reach each other', () => {
  const pod = (name: string, rest: string) =>
    `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: a, ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: ${name.slice(0, -2)}, controller: true}]}, spec: {containers: [], ${rest}}}`;
  const { cluster: given } = clusterOf(
    [
      pod('agent-0', 'nodeName: n1, hostNetwork: true'),
      pod('agent-1', 'nodeName: n2, hostNetwork: true'),
      pod('app-0', 'nodeName: n1'),
      pod('app-1', 'nodeName: n2'),
      '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}}',
    ].join('\n---\n'),
  );
  const pairs = passingPairs(compile(given, portable), askedEnds(given, {}), 'by-map');
  expect(Array.from(pairs, ({ from, to }) => [from.endpoint.id, to.endpoint.id])).toContainEqual([
    'a/app',
    'a/app',
  ]);
});
