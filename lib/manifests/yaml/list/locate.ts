import type { ObjectPath } from '../../../kernel';
import type { Chunk } from '../chunks';
import type { CutDocument } from './cut';

/** Where in the whole text a path of a chunk leads. */
export type LocateIn = (path: ObjectPath) => number;

/**
 * Where in the whole text a path of a cut document leads: by the part that holds it. What is known of
 * an item is kept until another one is asked for, as who asks of one asks many times.
 */
export function locatorIn(cut: CutDocument, locatorOf: (chunk: Chunk) => LocateIn): LocateIn {
  const inFrame = locatorOf(cut.frame);
  const behind = cut.frame.offset + cut.at;
  let held: { readonly item: Chunk; readonly locate: LocateIn } | undefined;
  return (path) => {
    const [name, index, ...rest] = path;
    const item = name === 'items' && typeof index === 'number' ? cut.items[index] : undefined;
    if (item === undefined) {
      const offset = inFrame(path);
      return offset < behind ? offset : offset + cut.length;
    }
    if (held?.item !== item) held = { item, locate: locatorOf(item) };
    return held.locate(['items', 0, ...rest]);
  };
}
