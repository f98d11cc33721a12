import { expect, test } from 'vitest';
import { reach } from '../../../lib/analyses';
import { profileNamed } from '../../../lib/platform';
import { clusterOf } from '../../support/cluster';

const DENY =
  '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace: a}, spec: {podSelector: {}, policyTypes: [Ingress]}}';

const pod = (name: string, spec: string) =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: a}, spec: ${spec}}`;

const flowsTo = (documents: readonly string[], to: string) =>
  reach(clusterOf(documents.join('\n---\n')).cluster, profileNamed('calico'))
    .flows.filter((flow) => flow.to === to)
    .map(({ from }) => from);

test('a bare host-network pod always reaches a bare pod on its own node', () => {
  const documents = [
    DENY,
    pod('agent', '{hostNetwork: true, nodeName: n1, containers: [{name: c}]}'),
    pod('near', '{nodeName: n1, containers: [{name: c}]}'),
    pod('far', '{nodeName: n2, containers: [{name: c}]}'),
  ];
  expect(flowsTo(documents, 'a/near')).toEqual(['a/agent']);
  expect(flowsTo(documents, 'a/far')).toEqual([]);
});
