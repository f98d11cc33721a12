import type {
  BlastResult,
  DiffResult,
  ExposureResult,
  IntentsResult,
  ReachResult,
} from '../../results';
import { blastPicture } from '../shared/picture/blast-picture';
import { diffPicture } from '../shared/picture/diff-picture';
import { exposurePicture } from '../shared/picture/exposure-picture';
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

/** What a change makes other, for Graphviz. */
export function diffToDot(result: DiffResult): string {
  return pictureToDot(diffPicture(result));
}

/** By which steps workloads fall, for Graphviz. */
export function blastToDot(result: BlastResult): string {
  return pictureToDot(blastPicture(result));
}

/** What is exposed to whom, for Graphviz. */
export function exposureToDot(result: ExposureResult): string {
  return pictureToDot(exposurePicture(result));
}
