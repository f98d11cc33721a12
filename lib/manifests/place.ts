import { formatPath, lazy, type ObjectPath, type Origin, type Source } from '../kernel';
import type { WholeObject } from './manifest';

/** A point in a text. Line and column count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where the node at a path begins: the key of a field, the entry of a list; else its nearest parent. */
export type Locate = (path: ObjectPath) => Place | undefined;

/** The place of each offset of a text. The lines are counted when first asked for. */
export function placesIn(text: string): (offset: number) => Place {
  const starts = lazy(() => {
    const found = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found.push(at + 1);
    return found;
  });
  return (offset) => {
    const lines = starts();
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
  };
}

/** Where an object was written. */
export interface Whereabouts {
  readonly file: string;
  readonly locate?: Locate;
  /** Way from the root of the document to the object: `items[3]` inside a List. */
  readonly prefix?: ObjectPath;
  readonly construct?: string | undefined;
  /** The object itself, where it is one of many that are written beside each other. */
  readonly itself?: Origin & WholeObject & { place: Locate };
  /** Whether `itself` may hold more than was read. */
  readonly isPart?: boolean;
}

function sourceAt({ file, locate, prefix = [], construct }: Whereabouts, path: ObjectPath): Source {
  const shown = formatPath(path);
  return {
    file,
    ...locate?.([...prefix, ...path]),
    ...(shown === '' ? {} : { path: shown }),
    ...(construct === undefined ? {} : { construct }),
  };
}

/** The origin of an object: paths are its own, positions those of the text that holds it. */
export function originOf(whereabouts: Whereabouts): Origin {
  if (whereabouts.itself !== undefined) return whereabouts.itself;
  return { file: whereabouts.file, at: (path) => sourceAt(whereabouts, path) };
}
