import type { ReachResult } from '../../results';
import { type Drawings, drawnBy } from '../shared/picture/drawn-by';
import { reachPicture } from '../shared/picture/reach-picture';
import { dotPieces, pictureToDot } from './picture';

/** Every answer that has a picture, for Graphviz. */
export const toDot: Drawings = drawnBy(pictureToDot);

/** The picture of who reaches whom in pieces, because a list of flows may be longer than a text can be. */
export function reachToDotPieces(result: ReachResult): Iterable<string> {
  return dotPieces(reachPicture(result));
}
