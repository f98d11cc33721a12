import {
  buildCluster,
  diff,
  lint,
  parseManifests,
  portable,
  settleFindings,
  writtenAcceptances,
} from 'cdk8s-netpol/analysis';
import { expect, test } from 'vitest';

const POLICY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
  namespace: shop
  annotations:
    cdk8s-netpol/acknowledge.NP002: everybody may ask until the new client is out
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress: [{ from: [] }]
`;

function read(yaml: string) {
  const { manifests } = parseManifests(yaml, 'db.yaml');
  return { manifests, cluster: buildCluster(manifests).cluster };
}

test('a program gets findings, and who accepts them', () => {
  const { cluster, manifests } = read(POLICY);
  const found = lint({ cluster, profile: portable, objects: manifests });
  const { acceptances } = writtenAcceptances({ objects: manifests });
  const { findings } = settleFindings(found, { acceptances, today: '2026-01-01' });
  const about = findings.filter(({ check }) => check === 'NP002');
  expect(about.map(({ standing }) => standing)).toEqual(['acknowledged']);
});

test('a program learns what a change lets through', () => {
  const before = read(POLICY).cluster;
  const after = read(POLICY.replace('[{ from: [] }]', '[]')).cluster;
  expect(diff(before, before, portable).equivalence).toBe('proven');
  expect(diff(before, after, portable).equivalence).toBe('differs');
});
