import fc from 'fast-check';
import { type Connection, compile, type Evaluator } from '../../lib/engine';
import { compareText, hasPort, toPortRanges, type VerdictWord } from '../../lib/kernel';
import { type Cluster, type Flow, isSamePod, type Pod } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import { bySemantics } from './by-semantics';

type EvaluatorOf = (cluster: Cluster, profile: Profile) => Evaluator;

/** Both evaluators behind one interface: every law holds for each. */
export const EVALUATORS: readonly (readonly [name: string, of: EvaluatorOf])[] = [
  ['the specification', bySemantics],
  ['the engine', compile],
  ['the map', byMap],
];

/** What the map of the whole cluster says of one pair. */
function byMap(cluster: Cluster, profile: Profile): Evaluator {
  const compiled = compile(cluster, profile);
  return {
    ...compiled,
    connection: (from, to) => {
      if (isSamePod(from, to)) return compiled.connection(from, to);
      const map = compiled.map();
      return map.connection(map.endOf(from), map.endOf(to));
    },
  };
}

/** The verdict for one flow, and what it waits for. */
export function verdictOf(
  evaluator: Evaluator,
  { from, to, protocol, port }: Flow,
): { readonly word: VerdictWord; readonly reasons: readonly string[] } {
  const connection = evaluator.connection(from, to);
  const has = (ports: Connection['allowed']) => hasPort(ports, protocol, port);
  const word = has(connection.allowed)
    ? 'allowed'
    : has(connection.undecided)
      ? 'undecided'
      : 'denied';
  const reasons = connection.reasons.filter(({ ports }) => has(ports)).map(({ id }) => id);
  return { word, reasons: [...reasons].sort(compareText) };
}

/** A connection as plain JSON, so that a failure shows ports and not intervals of bigints. */
export function shown({ allowed, undecided, reasons }: Connection): unknown {
  const waiting = reasons.map(({ id, ports }) => [id, toPortRanges(ports)] as const);
  return {
    allowed: toPortRanges(allowed),
    undecided: toPortRanges(undecided),
    reasons: Object.fromEntries(waiting),
  };
}

/** How open a verdict is. */
export const OPENNESS: Readonly<Record<VerdictWord, number>> = {
  denied: 0,
  undecided: 1,
  allowed: 2,
};

export function podsOf(cluster: Cluster): readonly Pod[] {
  return cluster.workloads.flatMap(({ pods }) => pods);
}

/** Both orders of a list, and all between. */
export function anyOrderOf<T>(items: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}
