import type { IpFamily } from '../../kernel';
import type { GateContext } from '../gate';
import type { Bound } from './ends';
import type { Space } from './space';

/** What conditions are read under. */
export interface Reading {
  readonly space: Space;
  readonly context: GateContext;
  readonly bound: Bound;
  /**
   * What the conditions are for. Flows that may pass are excepted even where it is only possible
   * that they are meant: what may be excepted is not certain to break anything.
   */
  readonly purpose: 'passing' | 'excepting';
  /** The family that the flow uses; undefined where it is not known. */
  readonly family: IpFamily | undefined;
  /** In one namespace, both ends see the same labels of it. */
  readonly sharing: 'one-namespace' | 'two-namespaces';
}
