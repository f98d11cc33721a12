import type { Endpoint } from '../../results';
import type { Granularity } from './workload-endpoints';

/** Which part of the reachability is asked for. */
export interface ReachQuery {
  /** @default - workload */
  readonly granularity?: Granularity;
  /** Keeps the sources that matter. @default - all */
  readonly from?: (endpoint: Endpoint) => boolean;
  /** Keeps the destinations that matter. @default - all */
  readonly to?: (endpoint: Endpoint) => boolean;
  /** Answers of more pairs than this are refused. @default - 4 million */
  readonly maxPairs?: number;
  /** Told how many of the sources are done. @default - nobody is told */
  readonly progress?: (done: number, total: number) => void;
}
