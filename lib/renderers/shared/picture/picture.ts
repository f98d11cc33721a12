import { groupBy } from '../../../kernel';

/** One end in a picture. */
export interface PictureNode {
  readonly id: string;
  readonly label: string;
  /** The namespace it is drawn in. @default - it is in none */
  readonly group?: string;
  /** `possible`: pods that do not exist yet. */
  readonly kind: 'workload' | 'addresses' | 'possible';
}

/**
 * What an arrow stands for. `allowed` passes. `blocked` is said to be denied, and is. `undecided`
 * nobody knows. `broken` is not as an intent says. The others are what a change does.
 */
export type EdgeState =
  | 'allowed'
  | 'blocked'
  | 'undecided'
  | 'broken'
  | 'added'
  | 'removed'
  | 'changed';

/** One arrow. Its words say what its line does, for whoever cannot tell lines apart. */
export interface PictureEdge {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly state: EdgeState;
}

/** Ends and arrows, before anybody draws them. Ends without arrows are drawn where there is room. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** What stands there where there is no arrow. @default - no flow */
  readonly empty?: string;
}

/** Nodes of one namespace, or of none. */
export interface PictureGroup {
  readonly label?: string;
  readonly nodes: readonly PictureNode[];
}

/** The nodes by namespace, in the order of the first of each; those of none come last. */
export function groupsOf(nodes: readonly PictureNode[]): readonly PictureGroup[] {
  const groups = groupBy(nodes, ({ group }) => group);
  const named = [...groups].flatMap(([label, own]) =>
    label === undefined ? [] : [{ label, nodes: own }],
  );
  return [...named, { nodes: groups.get(undefined) ?? [] }];
}

/** What must not be cut comes first. */
const ORDER: readonly EdgeState[] = [
  'broken',
  'added',
  'removed',
  'changed',
  'undecided',
  'blocked',
  'allowed',
];

/** The first so many arrows by what they stand for, and the nodes between which they go. */
export function firstEdges({ nodes, edges }: Picture, most: number): Picture {
  if (edges.length <= most) return { nodes, edges };
  const ranked = ORDER.flatMap((state) => edges.filter((edge) => edge.state === state));
  const kept = new Set(ranked.slice(0, most));
  const shown = edges.filter((edge) => kept.has(edge));
  const used = new Set(shown.flatMap(({ from, to }) => [from, to]));
  return { nodes: nodes.filter(({ id }) => used.has(id)), edges: shown };
}
