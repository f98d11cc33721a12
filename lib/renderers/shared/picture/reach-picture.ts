import type { ReachResult } from '../../../results';
import { cellPorts } from '../port-text';
import { reachRows } from '../reach-rows';
import { endpointNode } from './nodes';
import type { Picture, PictureEdge } from './picture';

/** Who reaches whom. Ends that nothing reaches, and that reach nothing, are in it as well. */
export function reachPicture(result: ReachResult): Picture {
  return {
    nodes: result.endpoints.map(endpointNode),
    edges: reachRows(result).map(({ from, to, verdict, ports }): PictureEdge => {
      const text = cellPorts(ports);
      const label = verdict === 'undecided' ? `? ${text}` : text;
      return { from: from.id, to: to.id, label, state: verdict };
    }),
  };
}
