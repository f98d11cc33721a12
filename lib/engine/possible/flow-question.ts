import type { SearchEnds } from './ends';
import type { EndBox, FlowPorts } from './flow-box';
import type { FlowBoxes } from './flow-boxes';

/** Which flows are looked for: from one of these ends to one of those, and none that is excepted. */
export interface FlowQuestion {
  readonly from: readonly EndBox[];
  readonly to: readonly EndBox[];
  readonly ports: FlowPorts;
  readonly except: FlowBoxes;
  /** Only between these. @default - between all ends but two known ones */
  readonly ends?: SearchEnds;
}
