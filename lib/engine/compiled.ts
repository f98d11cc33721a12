import { once } from '../kernel';
import type { Cluster } from '../model';
import type { Profile } from '../platform';
import { type CompiledCluster, compile } from './compile';

const byCluster = once((cluster: Cluster) => once((profile: Profile) => compile(cluster, profile)));

/** A cluster prepared once for all who ask about it under one profile; forgotten with either. */
export function compiled(cluster: Cluster, profile: Profile): CompiledCluster {
  return byCluster(cluster)(profile);
}
