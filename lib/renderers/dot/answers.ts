import type { IntentsResult, ReachResult } from '../../results';
import { intentsPicture } from '../shared/picture/intents-picture';
import { reachPicture } from '../shared/picture/reach-picture';
import { pictureToDot } from './picture';

/** Who reaches whom, for Graphviz. */
export function reachToDot(result: ReachResult): string {
  return pictureToDot(reachPicture(result));
}

/** What intents say and what breaks them, for Graphviz. */
export function intentsToDot(result: IntentsResult): string {
  return pictureToDot(intentsPicture(result));
}
