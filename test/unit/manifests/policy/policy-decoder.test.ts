import { expect, test } from 'vitest';
import { decodeNetworkPolicy, manifestsOf, policyDecoder } from '../../../../lib/manifests';

const policy = (metadata: object, spec: unknown) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec,
});

const block = { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.1/8' } }] }] };
const deny = { podSelector: {}, policyTypes: ['Ingress'] };

// Each spec is there more than once, beside metadata that is in order and metadata that is not.
const { manifests } = manifestsOf([
  policy({ name: 'a' }, deny),
  policy({ name: 'b', namespace: 'shop', labels: { app: 'web' } }, deny),
  policy({ name: 'Not A Name' }, deny),
  policy({ name: 'b', namespace: 'Not A Namespace' }, deny),
  policy({ name: 'b', namespace: '' }, deny),
  policy({ name: 'b', namespace: 'shop' }, deny),
  policy({ namespace: 'shop' }, deny),
  { ...policy({ name: 'b' }, deny), status: {} },
  { ...policy({ name: 'b' }, deny), unknown: 1 },
  { ...policy({ name: 'b' }, deny), apiVersion: 'extensions/v1beta1' },
  policy({ name: 'c', labels: { app: 1 } }, deny),
  policy({ name: 'd', unknown: true }, deny),
  policy({ name: 'e' }, block),
  policy({ name: 'f' }, block),
  policy({ name: 'g' }, { ingres: [] }),
  policy({ name: 'h' }, { ingres: [] }),
  policy({ name: 'i' }, null),
  policy({ name: 'j' }, null),
]);

test.each(['1.30', '1.36'])('for %s each policy is decoded as if it were alone', (version) => {
  const options = { kubernetesVersion: version };
  expect(manifests.map(policyDecoder(options))).toEqual(
    manifests.map((manifest) => decodeNetworkPolicy(manifest, options)),
  );
});

test('equal specs come out as one value', () => {
  const [first, second] = manifests.map(policyDecoder());
  expect(second?.policy?.spec).toBe(first?.policy?.spec);
});
