import type { IConstruct } from 'constructs';

/** One construct of a tree, and whether it has its place already. */
interface Vertex {
  readonly construct: IConstruct;
  readonly needs: readonly IConstruct[];
  state: 'waiting' | 'open' | 'placed';
}

/**
 * Everything inside `root`, what something depends on before it, in the order of cdk8s. Its own
 * `DependencyGraph` walks from each construct to all that it depends on by every way there is, which
 * doubles with each step of a chain in which everything depends on all before it. But what has its
 * place gets no other by a second visit, nor does anything behind it: one visit of each is enough, and
 * the work is that of the constructs and their dependencies.
 *
 * Undefined where constructs depend on each other in a circle: of that cdk8s speaks itself.
 */
export function dependencyOrder(root: IConstruct): readonly IConstruct[] | undefined {
  const vertices = root.node.findAll().map(vertexOf);
  const byConstruct = new Map(vertices.map((vertex) => [vertex.construct, vertex]));
  const placed: IConstruct[] = [];
  /** Whether it has a place, or needs none here: what stands outside of `root` is of no account. */
  const place = (vertex: Vertex | undefined): boolean => {
    if (vertex?.state !== 'waiting') return vertex?.state !== 'open';
    vertex.state = 'open';
    if (!vertex.needs.every((needed) => place(byConstruct.get(needed)))) return false;
    vertex.state = 'placed';
    placed.push(vertex.construct);
    return true;
  };
  const needed = new Set(vertices.flatMap(({ needs }) => needs));
  // As cdk8s has them, in an object by their paths: a path that is a whole number comes first there.
  const free = vertices
    .filter(({ construct }) => !needed.has(construct))
    .map((vertex) => [vertex.construct.node.path, vertex] as const);
  const isPlaced = Object.values(Object.fromEntries(free)).every(place);
  // Nothing outside of a circle need lead to it.
  return isPlaced && placed.length === vertices.length ? placed : undefined;
}

function vertexOf(construct: IConstruct): Vertex {
  return { construct, needs: construct.node.dependencies, state: 'waiting' };
}
