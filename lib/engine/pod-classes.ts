import { lazy, once } from '../kernel';
import type { Cluster, Pod } from '../model';
import { podForms } from './map/pods/pod-forms';

/** Nodes of host-network pods, as numbers: only on these it matters who else runs there. */
function hostNodes({ workloads }: Cluster): ReadonlyMap<string, number> {
  const nodes = new Map<string, number>();
  for (const { pods } of workloads) {
    for (const { hostNetwork, node } of pods) {
      if (hostNetwork && node !== undefined && !nodes.has(node)) nodes.set(node, nodes.size + 1);
    }
  }
  return nodes;
}

/**
 * A function from any pod to the number of its class: pods of one class get equal verdicts towards
 * every third pod, because they agree on every question that a policy asks, and on their node where
 * that matters. This is exact, not a heuristic. All who ask about one cluster get the same function,
 * so no pod is looked at twice.
 */
export const podClasses = once((cluster: Cluster): ((pod: Pod) => number) => {
  const asked = lazy(() => ({ forms: podForms(cluster), nodes: hostNodes(cluster) }));
  const classes = new Map<Pod, number>();
  return (pod) => {
    const known = classes.get(pod);
    if (known !== undefined) return known;
    const { forms, nodes } = asked();
    const node = pod.node === undefined ? 0 : (nodes.get(pod.node) ?? 0);
    const number = forms.of(pod) * (nodes.size + 1) + node;
    classes.set(pod, number);
    return number;
  };
});

/**
 * For each pod, in the order of the cluster, the number of what is asked of it wherever it runs:
 * two pods have equal ones where they would be of one class without their nodes.
 */
export function podClassesAnywhere(cluster: Cluster): Int32Array {
  return podForms(cluster).ofAll();
}
