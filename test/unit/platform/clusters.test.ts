import { expect, test } from 'vitest';
import { aks, eks, gke, kind, openshift } from '../../../lib/platform';

test('eks judges egress by the address of the Service', () => {
  expect(eks().assume['policy-sees-service-ip']).toBe(true);
  expect(eks().cloud).toBe('aws');
});

test('gke and aks never match a pod by ipBlock', () => {
  expect(gke().assume['ip-block-matches-pods']).toBe(false);
  expect(aks().assume['ip-block-matches-pods']).toBe(false);
});

test('openshift leaves open whether hostNetwork pods are peers', () => {
  expect(openshift().assume).not.toHaveProperty('host-network-is-peer');
  expect(openshift().dns).toEqual(['openshift']);
});

test('an override replaces a field and merges assumptions', () => {
  const profile = gke({ dns: ['gke-cloud-dns'], assume: { 'hairpin-is-policed': true } });
  expect(profile.dns).toEqual(['gke-cloud-dns']);
  expect(profile.assume['hairpin-is-policed']).toBe(true);
  expect(profile.assume['ip-block-matches-pods']).toBe(false);
});

test('an overridden assumption loses the source of the bundle', () => {
  const profile = kind({ assume: { 'ip-block-matches-pods': false } });
  expect(profile.sources).not.toHaveProperty('ip-block-matches-pods');
  expect(profile.sources).toHaveProperty('enforces');
});
