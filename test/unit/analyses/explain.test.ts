import { describe, expect, test } from 'vitest';
import { explain, podEnds } from '../../../lib/analyses';
import {
  ALL_PORTS,
  formatPorts,
  fromPortRanges,
  type PortSet,
  portRange,
} from '../../../lib/kernel';
import { portable } from '../../../lib/platform';
import { clusterOf } from '../../support/cluster';

const PODS = `
{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: a, labels: {app: web}}, spec: {nodeName: n1}}
---
{apiVersion: v1, kind: Pod, metadata: {name: client, namespace: a, labels: {app: client, tier: front}}}
---
`;
const policy = (ingress: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: a}
spec: {podSelector: {matchLabels: {app: web}}, ingress: ${ingress}}
`;

function casesOf(ingress: string, ports: PortSet = ALL_PORTS, from = 'a/client') {
  const { cluster } = clusterOf(PODS + policy(ingress));
  const end = (id: string) =>
    podEnds(cluster, 'workload').filter(({ endpoint }) => endpoint.id === id);
  const { explanations } = explain(cluster, portable, { from: end(from), to: end('a/web'), ports });
  return explanations[0]?.cases ?? [];
}

describe('cases', () => {
  test('gather the ports that share an explanation, allowed ones first', () => {
    const cases = casesOf('[{ports: [{port: 80}, {port: 443}]}]');
    expect(
      cases.map(({ verdict, ports }) => `${verdict} ${formatPorts(fromPortRanges(ports))}`),
    ).toEqual([
      'allowed 80/TCP, 443/TCP',
      'denied 1-79/TCP, 81-442/TCP, 444-65535/TCP, all UDP, all SCTP',
    ]);
  });

  test('are about the ports that were asked for', () => {
    const [only, ...more] = casesOf('[{ports: [{port: 80}]}]', portRange('TCP', 81, 90));
    expect([only?.verdict, more.length]).toEqual(['denied', 0]);
  });

  test('of a pod to itself say that no policy counts, also for ends gathered twice', () => {
    expect(
      casesOf('[]', ALL_PORTS, 'a/web').map(({ itself, verdict }) => [itself, verdict]),
    ).toEqual([[true, 'allowed']]);
  });
});

describe('a closed gate', () => {
  const rules =
    '[{from: [{namespaceSelector: {matchLabels: {x: y}}, podSelector: {matchLabels: {app: nobody}}}]}, {from: [{podSelector: {matchLabels: {tier: back}}}]}]';

  test('tells the closest rule first, with what it wants and what there is', () => {
    const closest = casesOf(rules)[0]?.ingress.missedBy[0];
    expect(closest?.path).toBe('ingress[1].from[0]');
    expect(closest?.predicates).toEqual([
      { on: 'namespace', wants: 'a', has: 'a', holds: 'yes' },
      { on: 'podSelector', wants: 'tier=back', has: 'tier=front', holds: 'no' },
    ]);
  });

  test('offers the one rule that opens it', () => {
    expect(casesOf(rules, portRange('TCP', 80))[0]?.ingress.toAllow).toEqual({
      namespace: 'a',
      selects: 'app=web',
      rule: 'ingress: [{from: [{podSelector: {matchLabels: {app: client}}}], ports: [{protocol: TCP, port: 80}]}]',
    });
  });

  test('never says that a port fits where it fits only some of the case', () => {
    const [denied] = casesOf(
      '[{from: [{podSelector: {matchLabels: {app: nobody}}}], ports: [{port: 80}]}]',
    );
    const port = denied?.ingress.missedBy[0]?.predicates.find(({ on }) => on === 'port');
    expect(port).toEqual({ on: 'port', wants: '80/TCP', has: '', holds: 'no' });
  });
});

test('an open gate names what opens it, and who isolates the pod', () => {
  const [allowed] = casesOf('[{}]');
  expect(allowed?.ingress.allowedBy.map(({ path }) => path)).toEqual(['ingress[0]']);
  expect(allowed?.ingress.isolatedBy.map(({ id, selects }) => `${id} ${selects}`)).toEqual([
    'a/web app=web',
  ]);
  expect(allowed?.egress.isolatedBy).toEqual([]);
});
