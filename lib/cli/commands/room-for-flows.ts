import { getHeapStatistics } from 'node:v8';
import type { RoomForFlows } from '../../analyses';

/** What a flow takes in all that is held of it until it is written, measured on dumps, in bytes. */
const FLOW = 1_200;

/** How many flows fit in the memory that this process may take. */
export function roomForFlows(): RoomForFlows {
  return {
    flows: Math.floor(getHeapStatistics().heap_size_limit / FLOW),
    help: 'narrow it with --from, --to or --namespace, or allow more memory: NODE_OPTIONS=--max-old-space-size=16000 is 16 GB',
  };
}
