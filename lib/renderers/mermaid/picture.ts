import { count } from '../../kernel';
import {
  type EdgeState,
  firstEdges,
  groupsOf,
  type Picture,
  type PictureEdge,
  type PictureNode,
} from '../shared/picture/picture';
import { mermaidText } from './text';

/** Nobody can read more, and GitHub draws no more than a few hundred. */
export const MOST_EDGES = 30;

const ARROWS: Readonly<Record<EdgeState, string>> = {
  allowed: '-->',
  changed: '-->',
  broken: '==>',
  added: '==>',
  removed: '-.->',
  blocked: '-.->',
  undecided: '-.->',
};

/**
 * A picture as a mermaid flowchart of at most 30 arrows; a node says how many more there are. Dotted is
 * what does not pass, or may not; thick is what is new, or breaks an intent.
 */
export function pictureToMermaid(picture: Picture): string {
  const { nodes, edges } = firstEdges(picture, MOST_EDGES);
  const missing = picture.edges.length - edges.length;
  const shown = firstNodes(nodes, edges);
  const alone = nodes.length - shown.length;
  const idOf = new Map(shown.map(({ id }, i) => [id, `n${i + 1}`]));
  const lines = [
    'flowchart LR',
    ...groupsOf(shown).flatMap(({ label, nodes: own }, i) => {
      const each = own.map((node) => nodeLine(node, idOf.get(node.id) ?? ''));
      if (label === undefined) return each;
      return [
        `subgraph g${i + 1}["${mermaidText(label)}"]`,
        ...each.map((line) => `  ${line}`),
        'end',
      ];
    }),
    ...edges.map((edge) => edgeLine(edge, idOf)),
    ...(missing === 0 ? [] : [`more["and ${count(missing, 'more flow')}"]`]),
    ...(alone === 0 ? [] : [`rest["and ${alone} more without a flow"]`]),
    ...(picture.edges.length === 0 ? [`none["${mermaidText(picture.empty ?? 'no flow')}"]`] : []),
  ];
  return `${lines.map((line, i) => (i === 0 ? line : `  ${line}`)).join('\n')}\n`;
}

/** The ends of the arrows, and as many others as there is room for. */
function firstNodes(
  nodes: readonly PictureNode[],
  edges: readonly PictureEdge[],
): readonly PictureNode[] {
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const others = nodes.filter(({ id }) => !used.has(id));
  const kept = new Set(others.slice(0, Math.max(0, 2 * MOST_EDGES - used.size)));
  return nodes.filter((node) => used.has(node.id) || kept.has(node));
}

function nodeLine({ label, kind }: PictureNode, id: string): string {
  const text = `"${mermaidText(label)}"`;
  return kind === 'workload' ? `${id}[${text}]` : `${id}([${text}])`;
}

function edgeLine(
  { from, to, label, state }: PictureEdge,
  idOf: ReadonlyMap<string, string>,
): string {
  return `${idOf.get(from)} ${ARROWS[state]}|"${mermaidText(label)}"| ${idOf.get(to)}`;
}
