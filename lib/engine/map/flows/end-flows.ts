import { DIRECTIONS } from '../../../kernel';
import type { Bound } from '../ports/port-specs';
import { NONE } from '../ports/port-values';
import type { Ends } from './ends';
import type { Flows } from './flows';
import type { OwnNode } from './own-node';

/** What passes between two ends: what passes between their places, and between a pod and its node. */
export interface EndFlows {
  value(bound: Bound, from: number, to: number): number;
  /** Whether one end is the pods of a node and the other is a host-network pod there. */
  areOnOneNode(from: number, to: number): boolean;
}

export function endFlows(flows: Flows, ends: Ends, own: OwnNode): EndFlows {
  const { placeOf, nodeOf, onHost } = ends;
  const { bounds, values } = flows;
  // Nearly always an end is a place, and a single flow need not look either of them up.
  if (ends.areClasses) return { areOnOneNode: () => false, value: flows.value };
  const areOnOneNode = (from: number, to: number): boolean => {
    const node = nodeOf[from] ?? -1;
    return node >= 0 && node === nodeOf[to] && onHost[from] !== onHost[to];
  };
  const onOneNode = (bound: Bound, from: number, to: number): number => {
    const [source, destination] = [placeOf[from] ?? 0, placeOf[to] ?? 0];
    const sums = DIRECTIONS.map((direction) => {
      const gates = bounds[bound][direction];
      const [subject, other, end] =
        direction === 'egress' ? [source, destination, from] : [destination, source, to];
      const passing = gates.passing(subject, other, destination);
      const isExempt = onHost[end] === 0 && (gates.profileOf[subject] ?? -1) >= 0;
      return isExempt ? values.union(passing, own[bound][direction]) : passing;
    });
    const both = sums.reduce((one, other) => values.intersect(one, other));
    return values.intersect(both, flows.shared(source, destination));
  };
  return {
    areOnOneNode,
    value: (bound, from, to) =>
      areOnOneNode(from, to)
        ? onOneNode(bound, from, to)
        : flows.value(bound, placeOf[from] ?? NONE, placeOf[to] ?? NONE),
  };
}
