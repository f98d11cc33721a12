import type { FlowEnd } from '../../model';
import type { AddressEnd } from './address-ends';
import { endsBetween, type PodEnd } from './workload-endpoints';

/** One row of an answer: pods, or addresses, that no policy tells apart. */
export type End = PodEnd | AddressEnd;

/** Whether an end is pods. */
export function isPods(end: End): end is PodEnd {
  return 'pods' in end;
}

/** The ends of the flow between two rows; undefined for what is no flow. */
export function flowEnds(from: End, to: End): readonly [FlowEnd, FlowEnd] | undefined {
  if ('pods' in from && 'pods' in to) return endsBetween(from, to);
  if ('addresses' in from && 'addresses' in to) return undefined;
  return [flowEnd(from), flowEnd(to)];
}

function flowEnd(end: End): FlowEnd {
  return 'pods' in end
    ? { kind: 'pod', pod: end.pods[0] }
    : { kind: 'addresses', addresses: end.addresses };
}
