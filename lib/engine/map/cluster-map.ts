import type { AddressSet, Direction, Protocol, VerdictWord } from '../../kernel';
import type { FlowEnd, Pod } from '../../model';
import type { Connection } from '../evaluator';

/** One end of the map: pods that no policy tells apart, or addresses that none does. */
export type MapEnd =
  | { readonly kind: 'pods'; readonly pods: readonly Pod[] }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet };

/** What one end exchanges with another one: `end` is its place in `ends`. */
export interface MapEntry {
  readonly end: number;
  /** The same object for every pair that exchanges the same. */
  readonly connection: Connection;
}

/**
 * How many pairs of pods a map holds, by what passes between them. A pair is ordered; a pod is no
 * pair with itself unless it stands for replicas.
 */
export interface MapTotals {
  readonly pairs: number;
  /** Every port is allowed. */
  readonly open: number;
  /** Some ports are allowed, and not all. */
  readonly partly: number;
  /** No port is allowed, and some are undecided. */
  readonly undecided: number;
  /** Every port is denied. */
  readonly closed: number;
}

/**
 * How widely each end of pods is connected, by its place in `ends`: how many pods its first one
 * reaches on some port, or may, and by how many it is reached, or may be. A pod is no peer of itself.
 */
export interface MapSpread {
  readonly reaches: ArrayLike<number>;
  readonly reachedBy: ArrayLike<number>;
}

/** What an end of addresses exchanges with pods, told by what is special about it. */
export interface MapExchange {
  /** How many pods something passes to, or may, and from how many. */
  readonly pairs: number;
  /** Whom it reaches, and who reaches it, in another way than by rules that hold for all addresses. */
  readonly special: readonly [into: readonly MapEntry[], outOf: readonly MapEntry[]];
}

/**
 * Who surely reaches whom, as steps from node to node: the steps of node `i` are the items from
 * `starts[i]` to `starts[i + 1]`. The first nodes are the ends; those after them stand between ends,
 * and one end reaches another exactly where a way leads there that goes by none but those. It does
 * not matter to an end of one pod whether it reaches itself.
 */
export interface MapSteps {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

/**
 * Who reaches whom in a whole cluster. Pairs are never spelled out unless somebody asks for a row
 * or a column, so its size is that of what policies say and not that of the cluster squared.
 */
export interface ClusterMap {
  /** Classes of pods first, by namespace, then addresses. Every pod is in one of them. */
  readonly ends: readonly MapEnd[];
  /** The place of an end in `ends`. @throws {InternalError} for a pod of another cluster */
  endOf(end: FlowEnd): number;
  /** The place in `ends` of each pod, in the order of the cluster: all of them at once cost what a few do one by one. */
  endsOfPods(): Int32Array;
  /** The verdict about two ends that are not the same pod. Takes well below a microsecond. */
  word(from: number, to: number, protocol: Protocol, port: number): VerdictWord;
  /** What passes from one end to another; ends of one class are two pods of it. */
  connection(from: number, to: number): Connection;
  /** Everybody whom an end reaches, or may reach, ascending by `end`; a class that holds several pods reaches itself too. */
  row(from: number): readonly MapEntry[];
  /** Everybody who reaches an end, or may, ascending by `end`. */
  column(to: number): readonly MapEntry[];
  /** What addresses exchange with all pods; two ends for which the same is special exchange the same. */
  exchange(addresses: number): MapExchange;
  /**
   * Exact, and worked out without looking at pairs.
   *
   * @param counts which pods count. @default - all of them
   */
  totals(counts?: (pod: Pod) => boolean): MapTotals;
  /** Exact, and worked out without looking at pairs, as the totals are. */
  spread(): MapSpread;
  /** How many pods policies isolate in a direction; none whom they do not count for, or whom policies of an unknown kind may decide about. */
  isolated(direction: Direction): number;
  /** Who of all pods surely reaches whom on some port. */
  steps(): MapSteps;
}
