import { type Drawings, drawnBy } from '../shared/picture/drawn-by';
import { pictureToDot } from './picture';

/** Every answer that has a picture, for Graphviz. */
export const toDot: Drawings = drawnBy(pictureToDot);
