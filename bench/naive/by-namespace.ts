import { groupBy } from '#netpol/kernel';
import type { Cluster, FlowEnd } from '#netpol/model';
import type { Profile } from '#netpol/platform';
import { evaluate } from '#netpol/semantics';
import type { Ask } from './flows';

/**
 * The naive way with an index: the specification, shown only the policies of the two namespaces of a
 * flow. A policy governs pods of its own namespace, so no other one can matter.
 */
export function byNamespace(cluster: Cluster, profile: Profile): Ask {
  const policies = groupBy(cluster.policies, ({ namespace }) => namespace);
  const of = (namespace: string | undefined) => policies.get(namespace ?? '') ?? [];
  return (flow) => {
    const [from, to] = [namespaceOf(flow.from), namespaceOf(flow.to)];
    const relevant = from === to ? of(from) : [...of(from), ...of(to)];
    return evaluate({ ...cluster, policies: relevant }, profile, flow).verdict;
  };
}

function namespaceOf(end: FlowEnd): string | undefined {
  return end.kind === 'pod' ? end.pod.namespace : undefined;
}
