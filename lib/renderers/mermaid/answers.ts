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
import { pictureToMermaid } from './picture';

/** Who reaches whom, as a flowchart. */
export function reachToMermaid(result: ReachResult): string {
  return pictureToMermaid(reachPicture(result));
}

/** What intents say and what breaks them, as a flowchart. */
export function intentsToMermaid(result: IntentsResult): string {
  return pictureToMermaid(intentsPicture(result));
}

/** What a change makes other, as a flowchart. */
export function diffToMermaid(result: DiffResult): string {
  return pictureToMermaid(diffPicture(result));
}

/** By which steps workloads fall, as a flowchart. */
export function blastToMermaid(result: BlastResult): string {
  return pictureToMermaid(blastPicture(result));
}

/** What is exposed to whom, as a flowchart. */
export function exposureToMermaid(result: ExposureResult): string {
  return pictureToMermaid(exposurePicture(result));
}
