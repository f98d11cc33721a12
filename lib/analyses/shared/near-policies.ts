import { groupBy, once } from '../../kernel';
import type { Cluster, Flow } from '../../model';

/**
 * A cluster with those policies alone that can have a say about a flow, and without pods, for whoever
 * judges only this flow: the specification goes through all that it is given, and a policy governs
 * pods of its own namespace only.
 */
export function nearPolicies(cluster: Cluster, { from, to }: Pick<Flow, 'from' | 'to'>): Cluster {
  const homes = [from, to].flatMap((end) => (end.kind === 'pod' ? [end.pod.namespace] : []));
  const inNamespace = byNamespace(cluster.policies);
  const policies = [...new Set(homes)].flatMap((home) => inNamespace.get(home) ?? []);
  return { ...cluster, workloads: [], policies };
}

const byNamespace = once((policies: Cluster['policies']) =>
  groupBy(policies, ({ namespace }) => namespace),
);
