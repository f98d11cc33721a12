import { isJsonObject, type Json, type JsonObject, ownField } from '../../../kernel';
import type { Chunk } from '../chunks';
import type { ReadDocument } from '../problems';
import type { CutDocument } from './cut';

type Problems = ReadDocument['problems'];

/** What stands for one item, and what is wrong with it. */
export interface ReadItem<T> {
  readonly item: T;
  readonly problems: Problems;
}

/** How the parts of a cut document are read; undefined where one is broken, or may say something else alone. */
export interface ReadParts<T> {
  frame(chunk: Chunk): ReadDocument | undefined;
  item(start: number, end: number): ReadItem<T> | undefined;
}

/** What a document says around its items, and these. */
export interface ReadList<T> {
  /** `items` is null here. */
  readonly frame: JsonObject;
  readonly items: readonly T[];
  readonly problems: Problems;
}

/** What a document says, by what its parts do; undefined where they do not fit each other. */
export function readCut<T>(
  { frame, borders }: CutDocument,
  read: ReadParts<T>,
): ReadList<T> | undefined {
  const around = read.frame(frame);
  if (around === undefined || around.problems.length > 0) return undefined;
  if (!isJsonObject(around.value) || ownField(around.value, 'items') !== null) return undefined;
  const items: T[] = [];
  const problems: Problems[number][] = [];
  for (let i = 1; i < borders.length; i += 1) {
    const part = read.item(borders[i - 1] ?? 0, borders[i] ?? 0);
    if (part === undefined) return undefined;
    items.push(part.item);
    if (part.problems.length > 0) problems.push(...part.problems);
  }
  return { frame: around.value, items, problems };
}

/** The one item of a part that holds it below its key; undefined where it holds anything else. */
export function onlyItem(value: Json): Json | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  const items = ownField(value, 'items');
  return Array.isArray(items) && items.length === 1 ? items[0] : undefined;
}
