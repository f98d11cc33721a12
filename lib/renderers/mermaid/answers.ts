import type { IntentsResult, ReachResult } from '../../results';
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
