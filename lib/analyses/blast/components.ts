import type { MapSteps } from '../../engine';

/** Nodes that reach each other, numbered so that each component comes after all that it leads to. */
export interface Components {
  readonly count: number;
  /** The component of each node. */
  readonly of: Int32Array;
}

/**
 * Tarjan's strongly connected components, with a path of its own and no recursion: it may be as long
 * as there are nodes. Mutable arrays inside, because there are as many nodes as a cluster has pods.
 * Bound: each step once.
 */
export function componentsOf({ starts, items }: MapSteps): Components {
  const nodes = starts.length - 1;
  const [met, back, next] = [new Int32Array(nodes), new Int32Array(nodes), starts.slice()];
  const of = new Int32Array(nodes).fill(-1);
  const [open, path]: [number[], number[]] = [[], []];
  let [time, count] = [0, 0];
  const meet = (node: number) => {
    time += 1;
    met[node] = time;
    back[node] = time;
    open.push(node);
    path.push(node);
  };
  const leadBack = (node: number, to: number) => {
    back[node] = Math.min(back[node] ?? 0, to);
  };
  /** Goes one step on from a node, where there is one left. */
  const hasStep = (node: number): boolean => {
    const at = next[node] ?? 0;
    if (at >= (starts[node + 1] ?? 0)) return false;
    next[node] = at + 1;
    const to = items[at] ?? 0;
    if (met[to] === 0) meet(to);
    else if (of[to] === -1) leadBack(node, met[to] ?? 0);
    return true;
  };
  const complete = (node: number) => {
    for (let member = -1; member !== node; ) {
      member = open.pop() ?? node;
      of[member] = count;
    }
    count += 1;
  };
  const follow = (node: number) => {
    if (hasStep(node)) return;
    path.pop();
    if (back[node] === met[node]) complete(node);
    const above = path.at(-1);
    if (above !== undefined) leadBack(above, back[node] ?? 0);
  };
  for (let root = 0; root < nodes; root += 1) {
    if (met[root] === 0) meet(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) follow(node);
  }
  return { count, of };
}
