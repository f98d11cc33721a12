import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../../lib/kernel';
import { decodeNetworkPolicy, parseManifests } from '../../../lib/manifests';

const YAML = `%YAML 1.1
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: &m {name: np, namespace: shop, labels: {app: "web"}}
spec:
  podSelector:
    matchLabels: {app: web}
    matchExpressions:
    - {key: tier, operator: In, values: [a, b]}
  policyTypes: [Ingress, Egress]
  ingress:
  - from:
    - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
    ports: [{port: 80, endPort: 90}, {protocol: UDP, port: dns}]
  egress: # everything
  - {}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata:
    <<: *m
    name: >-
      folded
`;

const JSON_TEXT = JSON.stringify({
  apiVersion: 'v1',
  kind: 'NetworkPolicyList',
  items: [{ metadata: { name: 'np' }, spec: { ingress: [{ ports: [{ port: 80 }] }] } }],
});

const SPICE = [...'{}[]:,-"\'&*!|>%@`#?~\\\t\n\r 09ay<.\u0000\uFEFF\u2028'];

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(4),
  insert: fc.string({ unit: fc.constantFrom(...SPICE), maxLength: 4 }),
});

function mutate(
  text: string,
  { at, remove, insert }: { at: number; remove: number; insert: string },
) {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + insert + text.slice(start + remove);
}

test.each([
  ['YAML', YAML, 'f.yaml'],
  ['JSON', JSON_TEXT, 'f.json'],
])('%s changed at random is read or refused, never thrown at', (_what, original, file) => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
      const text = mutations.reduce(mutate, original);
      const begun = performance.now();
      const { manifests, diagnostics } = parseManifests(text, file);
      const all = [
        ...diagnostics,
        ...manifests.flatMap((manifest) => decodeNetworkPolicy(manifest).diagnostics),
      ];
      expect(performance.now() - begun).toBeLessThan(2000);
      for (const diagnostic of all) {
        const { line, column } = diagnostic.source ?? {};
        expect(formatDiagnostic(diagnostic)).not.toContain('undefined');
        expect([line ?? 1, column ?? 1].every((each) => each >= 1)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
