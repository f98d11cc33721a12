import type { FlowBoxes, FlowPorts } from '../../engine';
import type { ResolvedEnd } from './resolved';

/** Flows that must not pass: between these ends, on these ports, but for those that may. */
export interface Forbidden {
  readonly from: readonly ResolvedEnd[];
  readonly to: readonly ResolvedEnd[];
  readonly ports: FlowPorts;
  readonly except: FlowBoxes;
}
