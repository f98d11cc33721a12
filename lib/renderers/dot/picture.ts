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
export function pictureToDot(picture: Picture): string {
  return [...dotPieces(picture)].join('');
}

/** The same text line by line, because there may be more arrows than one text can hold. */
export function* dotPieces({ nodes, edges, empty = 'no flow' }: Picture): Generator<string> {
  const idOf = new Map(nodes.map(({ id }, i) => [id, `n${i + 1}`]));
  yield 'digraph netpol {\n  rankdir=LR;\n  node [shape=box];\n';
  for (const [i, { label, nodes: own }] of groupsOf(nodes).entries()) {
    const indent = label === undefined ? '  ' : '    ';
    if (label !== undefined) yield `  subgraph cluster_${i + 1} {\n    label=${dotText(label)};\n`;
    for (const node of own) yield `${indent}${nodeLine(node, idOf.get(node.id) ?? '')}\n`;
    if (label !== undefined) yield '  }\n';
  }
  for (const edge of edges) yield `  ${edgeLine(edge, idOf)}\n`;
  if (edges.length === 0) yield `  none [label=${dotText(empty)}, shape=plaintext];\n`;
  yield '}\n';
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
