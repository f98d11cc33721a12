import { compile } from '../../engine';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import { standingAs } from '../shared/standing';
import { podEnds } from '../shared/workload-endpoints';
import { weightsReached } from './weights-reached';

/**
 * How many other workloads surely fall with each, by the id of its endpoint. Nothing outside falls,
 * and nothing that only may: so it asks for the steps of the map, and for no row or column of it.
 */
export function blastSizes(cluster: Cluster, profile: Profile): ReadonlyMap<string, number> {
  const workloads = podEnds(cluster, 'workload');
  const map = compile(standingAs(cluster, workloads), profile).map();
  const steps = map.steps();
  const nodes = workloads.map(({ pods: [pod] }) => map.endOf({ kind: 'pod', pod }));
  const weights = new Int32Array(steps.starts.length - 1);
  for (const node of nodes) weights[node] = (weights[node] ?? 0) + 1;
  const { totals, isInRound } = weightsReached(steps, weights);
  return new Map(
    workloads.map(({ endpoint }, at) => {
      const node = nodes[at] ?? 0;
      // Who is reached by itself, by way of others or of its class, does not fall with itself.
      return [endpoint.id, (totals[node] ?? 0) - (isInRound[node] ?? 0)];
    }),
  );
}
