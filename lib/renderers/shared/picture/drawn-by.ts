import type {
  BlastResult,
  DiffResult,
  ExposureResult,
  IntentsResult,
  ReachResult,
} from '../../../results';
import { blastPicture } from './blast-picture';
import { diffPicture } from './diff-picture';
import { exposurePicture } from './exposure-picture';
import { intentsPicture } from './intents-picture';
import type { Picture } from './picture';
import { reachPicture } from './reach-picture';

/** Every answer that has a picture, in one notation. */
export interface Drawings {
  /** Who reaches whom. */
  reach(result: ReachResult): string;
  /** What intents say and what breaks them. */
  intents(result: IntentsResult): string;
  /** What a change makes other. */
  diff(result: DiffResult): string;
  /** By which steps workloads fall. */
  blast(result: BlastResult): string;
  /** What is exposed to whom. */
  exposure(result: ExposureResult): string;
}

/** The same pictures, whoever draws them. */
export function drawnBy(draw: (picture: Picture) => string): Drawings {
  return {
    reach: (result) => draw(reachPicture(result)),
    intents: (result) => draw(intentsPicture(result)),
    diff: (result) => draw(diffPicture(result)),
    blast: (result) => draw(blastPicture(result)),
    exposure: (result) => draw(exposurePicture(result)),
  };
}
