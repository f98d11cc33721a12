import type { BlastResult } from '../../../results';
import { cellPorts, isNothing } from '../port-text';
import { eachNode, endpointNode, workloadNode } from './nodes';
import type { Picture, PictureEdge } from './picture';

/** The steps by which an attacker gets on from the workloads that were asked about. */
export function blastPicture({ endpoints, blasts }: BlastResult): Picture {
  const nodes = new Map(endpoints.map((each) => [each.id, endpointNode(each)]));
  const edges = blasts.flatMap(({ steps }) => steps).map(stepEdge);
  const used = blasts.flatMap(({ taken, steps }) => [
    taken.id,
    ...steps.flatMap(({ from, to }) => [from, to]),
  ]);
  return {
    nodes: eachNode(used.map((id) => nodes.get(id) ?? workloadNode(id))),
    edges: eachEdge(edges),
    empty: blasts.length === 0 ? 'name a workload to see what falls with it' : 'nothing falls',
  };
}

type Step = BlastResult['blasts'][number]['steps'][number];

function stepEdge({ from, to, allowed, undecided }: Step): PictureEdge {
  return isNothing(allowed)
    ? { from, to, label: `? ${cellPorts(undecided)}`, state: 'undecided' }
    : { from, to, label: cellPorts(allowed), state: 'allowed' };
}

/** Paths from several workloads share their steps. */
function eachEdge(edges: readonly PictureEdge[]): readonly PictureEdge[] {
  return [...new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.to]), edge])).values()];
}
