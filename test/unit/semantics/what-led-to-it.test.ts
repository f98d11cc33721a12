import { describe, expect, test } from 'vitest';
import { addressesIn, InternalError } from '../../../lib/kernel';
import type { Cluster, FlowEnd } from '../../../lib/model';
import { type Profile, portable, profileNamed } from '../../../lib/platform';
import { evaluate, type Verdict } from '../../../lib/semantics';
import { clusterOf } from '../../support/cluster';

const pod = (name: string, spec = '') =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: a, labels: {app: ${name}}}, spec: {${spec}}}`;
const policy = (spec: string) =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {podSelector: {}, policyTypes: [Ingress, Egress], ${spec}}}`;
const clusterWith = (...documents: string[]) => clusterOf(documents.join('\n---\n')).cluster;

function podEnd(cluster: Cluster, name: string): FlowEnd {
  const found = cluster.workloads.flatMap(({ pods }) => pods).find((each) => each.name === name);
  if (found === undefined) throw new InternalError(`no pod ${name}`);
  return { kind: 'pod', pod: found };
}

function ask(cluster: Cluster, from: string, to: string, profile: Profile = portable): Verdict {
  const ends = { from: podEnd(cluster, from), to: podEnd(cluster, to) };
  return evaluate(cluster, profile, { ...ends, protocol: 'TCP', port: 80 });
}

const calico = profileNamed('calico');

describe('why a gate is open although a policy isolates', () => {
  const cluster = clusterWith(
    pod('agent', 'hostNetwork: true, nodeName: n1'),
    pod('near', 'nodeName: n1'),
    pod('far', 'nodeName: n2'),
    policy('ingress: []'),
  );

  test('what comes from the own node is said to', () => {
    const { ingress } = ask(cluster, 'agent', 'near', calico);
    expect(ingress.exemption).toBe('from-own-node');
  });

  test('what comes from another node is not', () => {
    expect(ask(cluster, 'agent', 'far', calico).ingress.exemption).toBeUndefined();
  });

  test('what goes to the own node is said to, where that is left open', () => {
    const { 'egress-to-own-node-is-policed': _, ...assume } = calico.assume;
    const { egress } = ask(cluster, 'near', 'agent', { ...calico, assume });
    expect(egress.exemption).toBe('to-own-node');
  });

  test('a cluster that does not enforce is named as the cause', () => {
    const { egress, ingress } = ask(cluster, 'far', 'near', profileNamed('flannel'));
    expect([egress.exemption, ingress.exemption]).toEqual(['not-enforced', 'not-enforced']);
  });

  test('an end that is no pod has no gate', () => {
    const from: FlowEnd = { kind: 'addresses', addresses: addressesIn('203.0.113.7/32') };
    const flow = { from, to: podEnd(cluster, 'far'), protocol: 'TCP', port: 80 } as const;
    expect(evaluate(cluster, portable, flow).egress.exemption).toBe('not-a-pod');
  });
});

describe('the conditions of a peer', () => {
  const conditions = (verdict: Verdict) =>
    verdict.ingress.rules.flatMap(({ peers }) =>
      peers.flatMap(({ tests }) =>
        tests.map(({ condition, truth }) => `${condition} ${truth.answer}`),
      ),
    );
  const from = (peer: string) =>
    clusterWith(
      pod('web'),
      pod('db'),
      pod('agent', 'hostNetwork: true'),
      policy(`ingress: [{from: [${peer}]}]`),
    );

  test('of selectors are the namespace and the labels, each with its own outcome', () => {
    const cluster = from('{podSelector: {matchLabels: {app: api}}}');
    expect(conditions(ask(cluster, 'web', 'db'))).toEqual(['namespace yes', 'podSelector no']);
  });

  test('of a namespaceSelector alone is the namespace', () => {
    const cluster = from('{namespaceSelector: {}}');
    expect(conditions(ask(cluster, 'web', 'db'))).toEqual(['namespace yes']);
  });

  test('include for a host-network pod whether it is seen as one', () => {
    const cluster = from('{podSelector: {}}');
    expect(conditions(ask(cluster, 'agent', 'db', calico))).toEqual([
      'namespace yes',
      'podSelector yes',
      'host-network no',
    ]);
  });

  test('of a block is the block', () => {
    const cluster = from('{ipBlock: {cidr: 203.0.113.0/24}}');
    expect(conditions(ask(cluster, 'web', 'db'))).toEqual(['ipBlock no']);
  });

  test('of selectors towards an address is that it is no pod', () => {
    const cluster = from('{podSelector: {}}');
    const end: FlowEnd = { kind: 'addresses', addresses: addressesIn('203.0.113.7/32') };
    const flow = { from: end, to: podEnd(cluster, 'db'), protocol: 'TCP', port: 80 } as const;
    expect(conditions(evaluate(cluster, portable, flow))).toEqual(['podSelector no']);
  });
});

describe('what the caller must not ask', () => {
  test('an end that a block cuts in two', () => {
    const cluster = clusterWith(
      pod('db'),
      policy('ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/25}}]}]'),
    );
    const from: FlowEnd = { kind: 'addresses', addresses: addressesIn('203.0.113.0/24') };
    const flow = { from, to: podEnd(cluster, 'db'), protocol: 'TCP', port: 80 } as const;
    expect(() => evaluate(cluster, portable, flow)).toThrow(/203\.0\.113\.0\/25 cuts an end/);
  });

  test('a namespace that the cluster does not have', () => {
    const cluster = clusterWith(
      pod('web'),
      pod('db'),
      policy('ingress: [{from: [{namespaceSelector: {}}]}]'),
    );
    const emptied = { ...cluster, namespaces: new Map() };
    expect(() => ask(emptied, 'web', 'db')).toThrow(/namespace `a` is not in the cluster/);
  });
});
