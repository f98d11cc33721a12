import { expect, test } from 'vitest';
import { podClasses } from '../../../lib/engine';
import { clusterOf } from '../../support/cluster';

const POLICY =
  '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {podSelector: {matchLabels: {app: x}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/24}}], ports: [{port: http}]}]}}';
const pod = (name: string, labels = '', spec = '', status = '') =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: a, labels: {${labels}}}, spec: {${spec}}, status: {${status}}}`;

/** Whether a policy can tell two pods apart. */
function areApart(one: string, two: string): boolean {
  const { cluster } = clusterOf([POLICY, one, two].join('\n---\n'));
  const [a, b] = cluster.workloads.flatMap(({ pods }) => pods).map(podClasses(cluster));
  return a !== b;
}

test.each([
  ['a label that some selector asks for', 'app: x', '', '', true],
  ['a label that none asks for', 'color: x', '', '', false],
  [
    'a port name that some rule uses',
    '',
    'containers: [{ports: [{name: http, containerPort: 1}]}]',
    '',
    true,
  ],
  [
    'a port name that none uses',
    '',
    'containers: [{ports: [{name: other, containerPort: 1}]}]',
    '',
    false,
  ],
  ['an address inside a block', '', '', 'podIP: 10.0.0.1', true],
  ['the host network', '', 'hostNetwork: true', '', true],
  ['a node without host-network pods', '', 'nodeName: n1', '', false],
])('%s tells pods apart as far as it matters', (_, labels, spec, status, expected) => {
  expect(areApart(pod('one'), pod('two', labels, spec, status))).toBe(expected);
});

test('two addresses inside one block are the same', () => {
  const at = (name: string, ip: string) => pod(name, '', '', `podIP: ${ip}`);
  expect(areApart(at('one', '10.0.0.1'), at('two', '10.0.0.200'))).toBe(false);
  expect(areApart(at('one', '10.0.0.1'), at('two', '10.0.1.1'))).toBe(true);
});
