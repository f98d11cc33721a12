import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Labels, Selector } from '../../lib/kernel';
import {
  type Cluster,
  type Flow,
  NAMESPACE_NAME_LABEL,
  type Peer,
  type Pod,
} from '../../lib/model';
import { question } from '../support/arbitraries';
import { EVALUATORS, verdictOf } from '../support/evaluators';

/** Another spelling for every key and value but the name of a namespace. */
const key = (text: string) => (text === NAMESPACE_NAME_LABEL ? text : `renamed.example/${text}`);
const value = (of: string, text: string) => (of === NAMESPACE_NAME_LABEL ? text : `${text}0`);

const labels = (of: Labels): Labels =>
  new Map([...of].map(([name, text]) => [key(name), value(name, text)]));

const selector = ({ requirements }: Selector): Selector => ({
  requirements: requirements.map((each) => ({
    ...each,
    key: key(each.key),
    values: each.values.map((text) => value(each.key, text)),
  })),
});

const peer = (each: Peer): Peer =>
  each.kind === 'block'
    ? each
    : {
        ...each,
        namespaces: each.namespaces && selector(each.namespaces),
        pods: each.pods && selector(each.pods),
      };

function renamed(cluster: Cluster, flow: Flow): { cluster: Cluster; flow: Flow } {
  const pods = new Map<Pod, Pod>();
  const workloads = cluster.workloads.map((workload) => ({
    ...workload,
    pods: workload.pods.map((pod) => {
      const twin = { ...pod, labels: labels(pod.labels) };
      pods.set(pod, twin);
      return twin;
    }),
  }));
  const namespaces = new Map(
    [...cluster.namespaces].map(([name, each]) => [name, { ...each, labels: labels(each.labels) }]),
  );
  const policies = cluster.policies.map((policy) => ({
    ...policy,
    subject: selector(policy.subject),
    rules: {
      ingress: policy.rules.ingress.map((rule) => ({ ...rule, peers: rule.peers.map(peer) })),
      egress: policy.rules.egress.map((rule) => ({ ...rule, peers: rule.peers.map(peer) })),
    },
  }));
  const end = (of: Flow['from']): Flow['from'] =>
    of.kind === 'pod' ? { kind: 'pod', pod: pods.get(of.pod) ?? of.pod } : of;
  return {
    cluster: { ...cluster, namespaces, workloads, policies },
    flow: { ...flow, from: end(flow.from), to: end(flow.to) },
  };
}

test.each(EVALUATORS)('other label keys and values everywhere change nothing: %s', (_, of) => {
  fc.assert(
    fc.property(question, ({ cluster, profile, flow }) => {
      const other = renamed(cluster, flow);
      const verdict = verdictOf(of(other.cluster, profile), other.flow);
      expect(verdict).toEqual(verdictOf(of(cluster, profile), flow));
    }),
    { numRuns: 300 },
  );
});
