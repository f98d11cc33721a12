import type { DiffChange, DiffResult, DiffRow } from '../../../results';
import { cellPorts } from '../port-text';
import { eachNode, endpointNode, witnessNode } from './nodes';
import type { EdgeState, Picture, PictureEdge } from './picture';

const STATES: Readonly<Record<DiffChange, EdgeState>> = {
  broadened: 'added',
  narrowed: 'removed',
  changed: 'changed',
};

/** What a change does to flows, and nothing that is as it was. */
export function diffPicture({ endpoints, rows, workloads, possible }: DiffResult): Picture {
  const opened = workloads.flatMap(({ change, flows }) =>
    change === 'new' ? flows.filter(({ by }) => by === 'changed-policies') : [],
  );
  const flows = [...rows, ...opened];
  const named = new Set(flows.flatMap(({ from, to }) => [from, to]));
  const made = possible.map((each) => ({
    from: witnessNode(each.from),
    to: witnessNode(each.to),
    label: `${WORDS[each.change]} ${cellPorts(each.ports)}`,
    state: STATES[each.change],
  }));
  return {
    nodes: eachNode([
      ...endpoints.filter(({ id }) => named.has(id)).map(endpointNode),
      ...made.flatMap(({ from, to }) => [from, to]),
    ]),
    edges: [
      ...flows.map(edgeOf),
      ...made.map(({ from, to, ...edge }): PictureEdge => ({ ...edge, from: from.id, to: to.id })),
    ],
  };
}

const WORDS: Readonly<Record<DiffChange, string>> = {
  broadened: 'new:',
  narrowed: 'removed:',
  changed: 'changed:',
};

function edgeOf({ from, to, change, gained, lost }: DiffRow): PictureEdge {
  const ports = {
    broadened: cellPorts(gained),
    narrowed: cellPorts(lost),
    changed: `${cellPorts(lost)} to ${cellPorts(gained)}`,
  };
  return { from, to, label: `${WORDS[change]} ${ports[change]}`, state: STATES[change] };
}
