import { expect, test } from 'vitest';
import { platformOfNamespace, SYSTEM_NAMESPACES } from '../../../lib/platform';

test.each([
  ['kube-system', 'Kubernetes'],
  ['kube-flannel', 'Kubernetes'],
  ['openshift', 'OpenShift'],
  ['openshift-dns', 'OpenShift'],
  ['gke-managed-system', 'GKE'],
  ['calico-system', 'Calico'],
])('%s belongs to %s', (name, platform) => {
  expect(platformOfNamespace(name)).toBe(platform);
});

test.each(['default', 'shop', 'kubernetes', 'openshifty', 'monitoring', 'cert-manager'])(
  '%s is anybody’s own',
  (name) => {
    expect(platformOfNamespace(name)).toBeUndefined();
  },
);

test('every fact says where it was read', () => {
  expect(SYSTEM_NAMESPACES.every(({ source }) => source.startsWith('https://'))).toBe(true);
});
