import { isJsonObject, type Json, ownField } from '../../../kernel';
import type { Chunk } from '../chunks';
import type { ReadDocument } from '../problems';
import type { CutDocument } from './cut';

/** Reads a chunk; undefined where it is broken, or may say something else alone than among others. */
export type ReadPart = (chunk: Chunk) => ReadDocument | undefined;

/** What a document says, by what its parts do; undefined where they do not fit each other. */
export function readCut({ frame, items }: CutDocument, read: ReadPart): ReadDocument | undefined {
  const around = read(frame);
  if (around === undefined || around.problems.length > 0) return undefined;
  if (!isJsonObject(around.value) || ownField(around.value, 'items') !== null) return undefined;
  const values: Json[] = [];
  const problems: ReadDocument['problems'][number][] = [];
  for (const item of items) {
    const part = read(item);
    const value = part === undefined ? undefined : onlyItem(part.value);
    if (part === undefined || value === undefined) return undefined;
    values.push(value);
    problems.push(...part.problems);
  }
  return { value: { ...around.value, items: values }, problems };
}

function onlyItem(value: Json): Json | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  const items = ownField(value, 'items');
  return Array.isArray(items) && items.length === 1 ? items[0] : undefined;
}
