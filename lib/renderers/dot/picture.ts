import {
  type EdgeState,
  groupsOf,
  type Picture,
  type PictureEdge,
  type PictureNode,
} from '../shared/picture/picture';
import { dotText } from './text';

const STYLES: Readonly<Record<EdgeState, string>> = {
  allowed: 'solid',
  changed: 'solid',
  broken: 'bold',
  added: 'bold',
  removed: 'dashed',
  blocked: 'dashed',
  undecided: 'dotted',
};

/** A picture for Graphviz: namespaces are clusters, and every arrow is there. */
export function pictureToDot({ nodes, edges, empty = 'no flow' }: Picture): string {
  const idOf = new Map(nodes.map(({ id }, i) => [id, `n${i + 1}`]));
  const lines = [
    'digraph netpol {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...groupsOf(nodes).flatMap(({ label, nodes: own }, i) => {
      const each = own.map((node) => nodeLine(node, idOf.get(node.id) ?? ''));
      if (label === undefined) return each.map((line) => `  ${line}`);
      return [
        `  subgraph cluster_${i + 1} {`,
        `    label=${dotText(label)};`,
        ...each.map((line) => `    ${line}`),
        '  }',
      ];
    }),
    ...edges.map((edge) => `  ${edgeLine(edge, idOf)}`),
    ...(edges.length === 0 ? [`  none [label=${dotText(empty)}, shape=plaintext];`] : []),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function nodeLine({ label, kind }: PictureNode, id: string): string {
  const shape = kind === 'workload' ? '' : ', shape=ellipse';
  return `${id} [label=${dotText(label)}${shape}];`;
}

function edgeLine(
  { from, to, label, state }: PictureEdge,
  idOf: ReadonlyMap<string, string>,
): string {
  return `${idOf.get(from)} -> ${idOf.get(to)} [label=${dotText(label)}, style=${STYLES[state]}];`;
}
