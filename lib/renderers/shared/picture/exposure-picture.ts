import type { ExposureResult } from '../../../results';
import { exposureRows } from '../exposure-rows';
import { eachNode, workloadNode } from './nodes';
import type { Picture, PictureEdge } from './picture';

/** What reaches workloads from outside their namespaces, and what they reach there. */
export function exposurePicture(result: ExposureResult): Picture {
  const rows = exposureRows(result);
  return {
    nodes: eachNode([
      ...result.workloads.map(({ endpoint }) => workloadNode(endpoint.id)),
      ...rows.map(({ peer }) => ({ id: peerId(peer), label: peer, kind: 'addresses' as const })),
    ]),
    edges: rows.map(({ workload, direction, peer, verdict, ports }): PictureEdge => {
      const [from, to] =
        direction === 'ingress' ? [peerId(peer), workload] : [workload, peerId(peer)];
      return { from, to, label: verdict === 'undecided' ? `? ${ports}` : ports, state: verdict };
    }),
    empty: 'nothing is exposed',
  };
}

/** A peer may be called as a workload is. */
function peerId(peer: string): string {
  return `peer ${peer}`;
}
