import type { Cluster } from '#netpol/model';
import type { Profile } from '#netpol/platform';
import { evaluate } from '#netpol/semantics';
import type { Ask } from './flows';

/** The naive way: the specification, which looks at every policy of the cluster for each flow. */
export function bySpecification(cluster: Cluster, profile: Profile): Ask {
  return (flow) => evaluate(cluster, profile, flow).verdict;
}
