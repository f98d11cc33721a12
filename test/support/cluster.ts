import { parseManifests } from '../../lib/manifests';
import { type BuildOptions, type BuildResult, buildCluster, type Workload } from '../../lib/model';

/** The cluster that some YAML describes. */
export function clusterOf(text: string, options?: BuildOptions): BuildResult {
  const read = parseManifests(text, 'test.yaml');
  const { cluster, diagnostics } = buildCluster(read.manifests, options);
  return { cluster, diagnostics: [...read.diagnostics, ...diagnostics] };
}

/** `Deployment a/web: web-1, web-2`, one line for each workload. */
export function workloadLines({ cluster }: BuildResult): readonly string[] {
  return cluster.workloads.map(
    ({ kind, namespace, name, pods }: Workload) =>
      `${kind} ${namespace}/${name}: ${pods.map((pod) => (pod.stands === 'for-one-pod' ? pod.name : `${pod.name} (replicas)`)).join(', ')}`,
  );
}
