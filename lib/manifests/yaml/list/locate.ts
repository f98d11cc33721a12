import type { ObjectPath } from '../../../kernel';
import type { Chunk } from '../chunks';
import { type CutDocument, itemChunk } from './cut';

/** Where in the whole text a path of a chunk leads. */
export type LocateIn = (path: ObjectPath) => number;

/** How something is located in a chunk: where in the whole text its paths lead. */
export type LocatorOf = (chunk: Chunk) => LocateIn;

/**
 * Where in the whole text a path of a cut document leads: by the part that holds it. What is known of
 * an item is kept until another one is asked for, as who asks of one asks many times.
 */
export function locatorIn(
  { frame, borders }: CutDocument,
  whole: string,
  locatorOf: LocatorOf,
): LocateIn {
  const inFrame = locatorOf(frame);
  const [first = 0] = borders;
  const length = (borders.at(-1) ?? first) - first;
  let held: { readonly start: number; readonly locate: LocateIn } | undefined;
  return (path) => {
    const [name, index, ...rest] = path;
    const at = name === 'items' && typeof index === 'number' ? index : -1;
    const [start, end] = [borders[at], borders[at + 1]];
    if (start === undefined || end === undefined) {
      const offset = inFrame(path);
      return offset < first ? offset : offset + length;
    }
    if (held?.start !== start) held = { start, locate: itemLocator(whole, start, end, locatorOf) };
    return held.locate(rest);
  };
}

/** Where in the whole text a path of an item leads. */
export function itemLocator(
  whole: string,
  start: number,
  end: number,
  locatorOf: LocatorOf,
): LocateIn {
  const locate = locatorOf(itemChunk(whole, start, end));
  return (path) => locate(['items', 0, ...path]);
}
