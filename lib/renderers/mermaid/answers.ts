import { type Drawings, drawnBy } from '../shared/picture/drawn-by';
import { pictureToMermaid } from './picture';

/** Every answer that has a picture, as a flowchart. */
export const toMermaid: Drawings = drawnBy(pictureToMermaid);
