import type { Pod } from '../../../model';
import type { MapTotals } from '../cluster-map';
import type { EndFlows } from '../flows/end-flows';
import type { Ends } from '../flows/ends';
import type { Flows } from '../flows/flows';
import type { Bound } from '../ports/port-specs';
import { classSizes } from './class-sizes';
import { type Extents, extentsOf } from './extents';

/**
 * The totals of a map from two counts, one for each bound. What the classes do not know is put right
 * afterwards: more passes between a pod and its own node. Where not all pods count, classes are as
 * large as they have pods that do.
 */
export function totalsOf(
  flows: Flows,
  all: Ends,
  pairs: EndFlows,
  counts?: (pod: Pod) => boolean,
): MapTotals {
  const ends = counts === undefined ? all : among(all, counts);
  const sizes = classSizes(ends);
  const count = (bound: Bound): Extents => {
    const extents: [number, number, number] = [...extentsOf(flows, bound, sizes)];
    for (const [from, to] of pairsOnOneNode(ends)) {
      const number = podsOf(ends, from) * podsOf(ends, to);
      const [source, destination] = [ends.placeOf[from] ?? 0, ends.placeOf[to] ?? 0];
      extents[flows.values.extent(flows.value(bound, source, destination))] -= number;
      extents[flows.values.extent(pairs.value(bound, from, to))] += number;
    }
    return extents;
  };
  const certain = count('certain');
  const possible = isDecided(flows, ends) ? certain : count('possible');
  const [closed, some, everything] = possible;
  const [, partly, open] = certain;
  return {
    pairs: closed + some + everything,
    open,
    partly,
    undecided: some + everything - partly - open,
    closed,
  };
}

/** The same ends, of which each holds only the pods that count; most do all of theirs. */
function among(ends: Ends, counts: (pod: Pod) => boolean): Ends {
  const all = ends.all.map((end) =>
    end.kind !== 'pods' || end.pods.every(counts) ? end : { ...end, pods: end.pods.filter(counts) },
  );
  return { ...ends, all };
}

/** An exemption may be undecided where no rule is. */
function isDecided({ bounds }: Flows, { areClasses }: Ends): boolean {
  return bounds.certain === bounds.possible && areClasses;
}

export function podsOf({ all }: Ends, end: number): number {
  const found = all[end];
  return found?.kind === 'pods' ? found.pods.length : 0;
}

/** Every two ends, in both orders, of which one is a host-network pod on the node of the other. */
export function* pairsOnOneNode({
  nodeOf,
  onHost,
}: Ends): Generator<readonly [from: number, to: number]> {
  const nodes = new Map<number, { readonly hosts: number[]; readonly others: number[] }>();
  nodeOf.forEach((node, end) => {
    if (node < 0) return;
    const known = nodes.get(node) ?? { hosts: [], others: [] };
    nodes.set(node, known);
    (onHost[end] === 1 ? known.hosts : known.others).push(end);
  });
  for (const { hosts, others } of nodes.values()) {
    for (const host of hosts) {
      for (const other of others) {
        yield [host, other];
        yield [other, host];
      }
    }
  }
}
