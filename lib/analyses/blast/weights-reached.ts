import type { MapSteps } from '../../engine';
import { type Components, componentsOf } from './components';
import { type Reached, ReachedSets } from './reached-sets';

/** What is reached from each node. */
export interface WeightsReached {
  readonly totals: Int32Array;
  /** 1 for each node that reaches itself, and so counts in its total. */
  readonly isInRound: Int32Array;
}

/**
 * How much weight each node reaches in any number of steps; its own counts where it reaches itself
 * by going round. Nodes that reach each other reach the same, and are one component. Components come
 * after all that they lead to, so what one reaches is what those reach, and themselves. It is kept
 * only as long as somebody who leads there is left.
 * Bound: one join of sets for each component and each other one that it leads to.
 */
export function weightsReached(steps: MapSteps, weights: Int32Array): WeightsReached {
  const components = componentsOf(steps);
  const { next, rounds } = condensed(steps, components);
  const totals = totalsOf(next, rounds, weightsOf(components, weights));
  return {
    totals: components.of.map((component) => totals[component] ?? 0),
    isInRound: components.of.map((component) => rounds[component] ?? 0),
  };
}

/** What the nodes of each component weigh together. */
function weightsOf({ count, of }: Components, weights: Int32Array): Int32Array {
  const sums = new Int32Array(count);
  of.forEach((component, node) => {
    sums[component] = (sums[component] ?? 0) + (weights[node] ?? 0);
  });
  return sums;
}

function totalsOf(
  next: Condensed['next'],
  rounds: Condensed['rounds'],
  weights: Int32Array,
): Int32Array {
  const left = new Int32Array(weights.length);
  for (const others of next) for (const other of others) left[other] = (left[other] ?? 0) + 1;
  const sets = new ReachedSets(weights);
  const kept: (Reached | undefined)[] = [];
  return weights.map((_, component) => {
    const others = next[component] ?? [];
    const reached = sets.behind(others, kept, rounds[component] === 1 ? component : -1);
    kept[component] = left[component] === 0 ? undefined : reached;
    for (const other of others) {
      left[other] = (left[other] ?? 0) - 1;
      if (left[other] === 0) kept[other] = undefined;
    }
    return reached.weight;
  });
}

interface Condensed {
  /** The other components that each leads to in one step, the ones that lead furthest first. */
  readonly next: readonly (readonly number[])[];
  /** 1 for each component that leads to itself. */
  readonly rounds: Uint8Array;
}

function condensed({ starts, items }: MapSteps, { count, of }: Components): Condensed {
  const next: Set<number>[] = Array.from({ length: count }, () => new Set());
  const rounds = new Uint8Array(count);
  of.forEach((component, node) => {
    for (let at = starts[node] ?? 0; at < (starts[node + 1] ?? 0); at += 1) {
      const other = of[items[at] ?? 0] ?? 0;
      if (other === component) rounds[component] = 1;
      else next[component]?.add(other);
    }
  });
  return { next: next.map((others) => [...others].sort((a, b) => b - a)), rounds };
}
