import { type Diagnostic, formatDiagnostic, InternalError } from '#netpol/kernel';
import { readManifests } from '#netpol/manifests';
import { buildCluster, type Cluster } from '#netpol/model';
import type { Scenario, Size } from './scenarios';

/** The cluster that a file of a scenario describes: without a single complaint, and complete. */
export function clusterIn(file: string, { size }: Pick<Scenario, 'size'>): Cluster {
  const read = readManifests([file]);
  const { cluster, diagnostics } = buildCluster(read.manifests);
  refuseAny([...read.diagnostics, ...diagnostics]);
  refuseOtherSize(cluster, size);
  return cluster;
}

function refuseAny([first]: readonly Diagnostic[]): void {
  if (first === undefined) return;
  throw new InternalError(`a scenario is not read cleanly: ${formatDiagnostic(first)}`);
}

function refuseOtherSize(cluster: Cluster, size: Size): void {
  const counted: Size = {
    namespaces: cluster.namespaces.size,
    pods: cluster.workloads.reduce((sum, { pods }) => sum + pods.length, 0),
    policies: cluster.policies.length,
  };
  if (JSON.stringify(counted) === JSON.stringify(size)) return;
  throw new InternalError(
    `a scenario was read as ${JSON.stringify(counted)} and is ${JSON.stringify(size)}`,
  );
}
