import type { DiffResult, DiffRow, PossibleChange } from '../../../results';
import { rowWords } from '../diff-words';
import { cellPorts } from '../port-text';
import { eachNode, endpointNode, witnessNode } from './nodes';
import type { EdgeState, Picture, PictureEdge } from './picture';

/** What a change does to flows, and nothing that is as it was. */
export function diffPicture({ endpoints, rows, workloads, possible }: DiffResult): Picture {
  const opened = workloads.flatMap(({ change, flows }) =>
    change === 'new' ? flows.filter(({ by }) => by === 'changed-policies') : [],
  );
  const flows = [...rows, ...opened];
  const named = new Set(flows.flatMap(({ from, to }) => [from, to]));
  return {
    nodes: eachNode([
      ...endpoints.filter(({ id }) => named.has(id)).map(endpointNode),
      ...possible.flatMap(({ from, to }) => [witnessNode(from), witnessNode(to)]),
    ]),
    edges: [...flows.map(rowEdge), ...possible.map(possibleEdge)],
    empty: 'no flow is other than before',
  };
}

const STATES: Readonly<Record<DiffRow['change'], EdgeState>> = {
  broadened: 'added',
  narrowed: 'removed',
  changed: 'changed',
};

const WORDS: Readonly<Record<DiffRow['change'], string>> = {
  broadened: 'new: ',
  narrowed: 'gone: ',
  changed: '',
};

/** Undecided ports keep their question mark: what may pass is not what passes. */
function rowEdge(row: DiffRow): PictureEdge {
  const { from, to, change, breaks } = row;
  const words = `${WORDS[change]}${rowWords(row, 'to').ports}`;
  return breaks.length === 0
    ? { from, to, label: words, state: STATES[change] }
    : { from, to, label: `${words}, breaks an intent`, state: 'broken' };
}

function possibleEdge({ change, from, to, ports, before, after }: PossibleChange): PictureEdge {
  return {
    from: witnessNode(from).id,
    to: witnessNode(to).id,
    label: `${cellPorts(ports)}: was ${before}, now ${after}`,
    state: STATES[change],
  };
}
