import { describe, expect, test } from 'vitest';
import { explain, podEnds } from '../../../lib/analyses';
import { portRange } from '../../../lib/kernel';
import { eks, gke, openshift, type Profile, portable } from '../../../lib/platform';
import { clusterOf } from '../../support/cluster';

const PODS = `
{apiVersion: v1, kind: Pod, metadata: {name: db, namespace: shop, labels: {app: db}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop, labels: {app: web}}, spec: SPEC}
---
`;
const egress = (rules: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: ${rules}}
---
`;
const DNS_POD =
  '{apiVersion: v1, kind: Pod, metadata: {name: coredns, namespace: kube-system, labels: {k8s-app: kube-dns}}}\n---\n';
const DNS_CLOSED = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: dns, namespace: kube-system}
spec: {podSelector: {}, ingress: []}
---
`;
const to = (peer: string, ports: string) => `[{to: [${peer}], ports: [${ports}]}]`;
const KUBE_DNS =
  '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}';
const OPENSHIFT =
  '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: openshift-dns}}, podSelector: {}}';
const BOTH = '{port: 53, protocol: UDP}, {port: 53, protocol: TCP}';

function namesIn(yaml: string, profile: Profile = portable, spec = '{}') {
  const { cluster } = clusterOf(PODS.replace('SPEC', spec) + yaml);
  const end = (id: string) => podEnds(cluster, 'pod').filter(({ endpoint }) => endpoint.id === id);
  const query = { from: end('shop/web'), to: end('shop/db'), ports: portRange('TCP', 5432) };
  return explain(cluster, profile, query).explanations[0]?.names;
}

describe('names', () => {
  test.each([
    ['resolve where nothing isolates the client', '', portable, 'allowed'],
    ['do not where egress is closed', egress('[]'), portable, 'denied'],
    [
      'do not where another port is open',
      egress(to('{podSelector: {}}', '{port: 80}')),
      portable,
      'denied',
    ],
    [
      'resolve where the pods of cluster DNS are open',
      egress(to(KUBE_DNS, BOTH)),
      portable,
      'allowed',
    ],
    [
      'resolve at the node where that cache is open',
      egress(to('{ipBlock: {cidr: 169.254.20.10/32}}', BOTH)),
      gke(),
      'allowed',
    ],
    [
      'do not where the platform answers on another port',
      egress(to(OPENSHIFT, BOTH)),
      openshift(),
      'denied',
    ],
    [
      'resolve on the port of the platform',
      egress(to(OPENSHIFT, '{port: 5353, protocol: UDP}')),
      openshift(),
      'allowed',
    ],
    [
      'may resolve by a resolver nobody told of',
      egress(to('{ipBlock: {cidr: 192.0.2.53/32}}', BOTH)),
      portable,
      'undecided',
    ],
    [
      'may resolve by the address of the Service, where policies see it',
      egress(to('{ipBlock: {cidr: 192.0.2.53/32}}', BOTH)),
      eks(),
      'undecided',
    ],
    [
      'do not where the pods that answer let nothing in',
      DNS_POD + DNS_CLOSED + egress(to(KUBE_DNS, BOTH)),
      gke({ dns: ['kube-dns'] }),
      'denied',
    ],
  ])('%s', (_, yaml, profile, expected) => {
    expect(namesIn(yaml, profile)?.verdict).toBe(expected);
  });

  test('say at which end they fail', () => {
    expect(namesIn(egress('[]'))?.closed).toBe('egress');
    const closed = DNS_POD + DNS_CLOSED + egress(to(KUBE_DNS, BOTH));
    expect(namesIn(closed, gke({ dns: ['kube-dns'] }))?.closed).toBe('ingress');
  });

  test('are told apart over UDP and TCP', () => {
    const udp = egress(to(KUBE_DNS, '{port: 53, protocol: UDP}'));
    expect(namesIn(udp)?.servers[0]).toMatchObject({ udp: 'allowed', tcp: 'denied' });
  });

  test('are the business of the node for host-network pods', () => {
    expect(namesIn(egress('[]'), portable, '{hostNetwork: true}')).toBeUndefined();
  });
});
