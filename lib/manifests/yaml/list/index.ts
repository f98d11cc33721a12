/**
 * manifests/yaml/list: a document that holds a list below `items`, item by item.
 *
 * In: a chunk, and how to read and to locate in smaller ones. Out: what the chunk says, or where in it
 * a path leads. Never: more than one item at a time in any form that weighs more than its text.
 */
export { type CutDocument, cutAtItems, itemChunk } from './cut';
export { itemLocator, type LocateIn, locatorIn } from './locate';
export { onlyItem, type ReadItem, readCut } from './read';
