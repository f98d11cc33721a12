import fc from 'fast-check';
import type { Labels } from '../../lib/kernel';
import type { Cluster, Namespace, Pod } from '../../lib/model';
import { type Profile, portable, profileNamed } from '../../lib/platform';
import { cluster, NOWHERE } from './arbitraries';
import { smallUniverse } from './small-universe';

/*
 * Clusters with known pods, whose policies also name namespaces that do not exist, and plain pods
 * that do not exist.
 */
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);

/** A small cluster with pods, and policies of two universes. */
export const inhabited: fc.Arbitrary<Cluster> = fc
  .tuple(
    cluster,
    fc.option(smallUniverse, { nil: undefined }),
    fc.integer({ min: 1, max: 3 }),
    fc.nat(4),
  )
  .map(([of, other, kept, own]) => ({
    ...of,
    policies: [
      ...of.policies.slice(0, own),
      ...(other?.cluster.policies.slice(0, kept) ?? []),
    ].sort((p, q) => (`${p.namespace}/${p.name}` < `${q.namespace}/${q.name}` ? -1 : 1)),
  }));

/** Profiles of some plugins, and some that tell where pods are. */
export const placedProfile: fc.Arbitrary<Profile> = oneOf([
  portable,
  profileNamed('calico'),
  profileNamed('cilium'),
  profileNamed('upstream-e2e'),
  { ...portable, ipFamilies: [4], podCidrs: ['10.0.0.0/8'] },
  { ...profileNamed('calico'), ipFamilies: [4], podCidrs: ['10.0.0.0/8'] },
]);

/** A pod that does not exist yet, and the namespace that has to come to exist for it. */
export interface Newcomer {
  readonly pod: Pod;
  readonly namespace?: Namespace;
}

/** A plain pod. */
export function madeIn(namespace: string, own: Labels, more: Partial<Pod> = {}): Pod {
  return {
    namespace,
    name: 'newcomer',
    labels: own,
    ports: [],
    hostNetwork: false,
    addresses: [],
    node: undefined,
    stands: 'for-replicas',
    origin: NOWHERE,
    ...more,
  };
}

/** The cluster, once these namespaces have come to exist. */
export function withNamespaces(of: Cluster, added: readonly Namespace[]): Cluster {
  return {
    ...of,
    namespaces: new Map([...of.namespaces, ...added.map((each) => [each.name, each] as const)]),
  };
}
