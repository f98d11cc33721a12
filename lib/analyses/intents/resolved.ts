import type { EndBox, FlowBox, FlowPorts } from '../../engine';
import type { AddressSet, IntentEndpoint, PortSpec } from '../../kernel';
import type { IntentNote } from '../../results';

/** An end of an intent, as what the cluster makes of it. */
export interface ResolvedEnd {
  /** In words: `shop/api`, `pods app=web in namespace shop`. */
  readonly words: string;
  readonly stated: IntentEndpoint;
  readonly boxes: readonly EndBox[];
  /** The addresses it means; absent for pods only. */
  readonly addresses?: AddressSet;
  /** What about it cannot be answered. */
  readonly notes: readonly IntentNote[];
}

/** A flow between one pair of ends. */
export interface ResolvedFlow {
  readonly from: ResolvedEnd;
  readonly to: ResolvedEnd;
  readonly ports: FlowPorts;
  /** As they are stated, for words; absent for every port. */
  readonly specs?: readonly PortSpec[];
}

/** The boxes of a flow between two ends. */
export function boxesOf({ from, to, ports }: ResolvedFlow): readonly FlowBox[] {
  return from.boxes.flatMap((source) =>
    to.boxes.map((destination): FlowBox => ({ from: source, to: destination, ports })),
  );
}
