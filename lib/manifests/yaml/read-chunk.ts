import { type Json, lazy } from '../../kernel';
import type { Place } from '../place';
import type { Chunk } from './chunks';
import {
  type CutDocument,
  cutAtItems,
  itemChunk,
  type LocateIn,
  locatorIn,
  onlyItem,
  type ReadItem,
  readCut,
} from './list';
import { chunkNodes, locateInChunk, readNodes, readNodesAlone } from './nodes';
import { readPlainYaml } from './plain';
import type { ReadDocument } from './problems';
import { readStrictItem, readStrictYaml, type Scalars } from './strict';

/** What the chunks of a text are read with. */
export interface Reading {
  readonly text: string;
  readonly placeOf: (offset: number) => Place;
  readonly scalars: Scalars;
  /** Whether there is but one chunk: its nodes had better be made as those of the whole text. */
  readonly isOnly: boolean;
}

/** What a chunk says, and where each part of it was written. */
export interface ReadChunk extends ReadDocument {
  readonly locate: LocateIn;
}

/** Reads a chunk in the cheapest way that tells what it says; undefined where only the whole text does. */
export function readChunk(chunk: Chunk, reading: Reading): ReadChunk | undefined {
  return (
    readStrictly(chunk, reading) ?? readItemwise(chunk, reading) ?? readCarefully(chunk, reading)
  );
}

export function readStrictly(
  chunk: Chunk,
  { text, scalars }: Pick<Reading, 'text' | 'scalars'>,
): ReadChunk | undefined {
  const strict = readStrictYaml(text, chunk.offset, chunk.offset + chunk.text.length, scalars);
  return strict === undefined ? undefined : { ...saying(strict), locate: byItems(chunk, text) };
}

function readItemwise(chunk: Chunk, reading: Reading): ReadChunk | undefined {
  const cut = cutAtItems(chunk);
  const list =
    cut &&
    readCut(cut, {
      frame: (frame) => readPart(frame, reading),
      item: (start, end) => readItem(start, end, reading),
    });
  if (cut === undefined || list === undefined) return undefined;
  const { frame, items, problems } = list;
  return { value: { ...frame, items }, problems, locate: byItems(chunk, reading.text, cut) };
}

/** Reads a chunk token by token or, where that is in doubt, through its nodes. */
export function readCarefully(chunk: Chunk, { placeOf, isOnly }: Reading): ReadChunk | undefined {
  const plain = readPlainYaml(chunk.text);
  const read = plain === undefined ? !isOnly && readNodes(chunk, placeOf) : saying(plain[0]);
  return read ? { ...read, locate: byNodes(chunk) } : undefined;
}

/** Reads what stands around the items of a document. */
export function readPart(
  part: Chunk,
  { scalars, placeOf }: Pick<Reading, 'scalars' | 'placeOf'>,
): ReadDocument | undefined {
  const strict = readStrictYaml(part.text, 0, part.text.length, scalars);
  const value = strict ?? readPlainYaml(part.text)?.[0];
  return value === undefined ? readNodesAlone(part, placeOf) : saying(value);
}

function readItem(start: number, end: number, reading: Reading): ReadItem<Json> | undefined {
  const strict = readStrictItem(reading.text, start, end, reading.scalars);
  return strict === undefined
    ? readItemCarefully(start, end, reading)
    : { item: strict, problems: [] };
}

/** Reads an item of a document that is not written strictly. */
export function readItemCarefully(
  start: number,
  end: number,
  reading: Reading,
): ReadItem<Json> | undefined {
  const part = readPart(itemChunk(reading.text, start, end), reading);
  const item = part && onlyItem(part.value);
  return part === undefined || item === undefined ? undefined : { item, problems: part.problems };
}

function saying(value: Json | undefined): ReadDocument {
  return { value: value ?? null, problems: [] };
}

/** By the nodes, of which those of a list are made item by item. */
export function byItems(chunk: Chunk, text: string, known?: CutDocument): LocateIn {
  const locate = lazy(() => {
    const cut = known ?? cutAtItems(chunk);
    return cut === undefined ? byNodes(chunk) : locatorIn(cut, text, byNodes);
  });
  return (path) => locate()(path);
}

/** The nodes weigh many times the text: they are made when something is pointed at. */
export function byNodes(chunk: Chunk): LocateIn {
  const nodes = lazy(() => chunkNodes(chunk));
  return (path) => locateInChunk(chunk, nodes(), path);
}
