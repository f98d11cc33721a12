import { type ClusterMap, compile } from '#netpol/engine';
import type { Cluster } from '#netpol/model';
import type { Profile } from '#netpol/platform';

/**
 * The two halves of the work: everything that has to be known before the first flow is answered, and
 * then all pairs of pods, counted. Each begins anew: a copy of the cluster shares nothing that an
 * earlier run may have remembered for it, but for what is remembered of a policy itself.
 */
export function compiled(cluster: Cluster, profile: Profile): ClusterMap {
  return compile({ ...cluster }, profile).map();
}

export function mapped(map: ClusterMap): ClusterMap {
  map.totals();
  return map;
}

export function compiledAndMapped(cluster: Cluster, profile: Profile): ClusterMap {
  return mapped(compiled(cluster, profile));
}
