import { type Json, lazy } from '../../kernel';
import type { Place } from '../place';
import type { Chunk } from './chunks';
import { cutAtItems, type LocateIn, locatorIn, readCut } from './list';
import { chunkNodes, locateInChunk, readNodes, readNodesAlone } from './nodes';
import { readPlainYaml } from './plain';
import type { ReadDocument } from './problems';
import { readStrictYaml, type Scalars } from './strict';

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
  const { text, scalars, placeOf, isOnly } = reading;
  const end = chunk.offset + chunk.text.length;
  const strict = readStrictYaml(text, chunk.offset, end, scalars);
  if (strict !== undefined) return { ...saying(strict), locate: byItems(chunk) };
  const cut = cutAtItems(chunk);
  const listed = cut && readCut(cut, (part) => readPart(part, reading));
  if (listed !== undefined) return { ...listed, locate: byItems(chunk) };
  const plain = readPlainYaml(chunk.text);
  const read = plain === undefined ? !isOnly && readNodes(chunk, placeOf) : saying(plain[0]);
  return read ? { ...read, locate: byNodes(chunk) } : undefined;
}

function readPart(part: Chunk, { scalars, placeOf }: Reading): ReadDocument | undefined {
  const strict = readStrictYaml(part.text, 0, part.text.length, scalars);
  const value = strict ?? readPlainYaml(part.text)?.[0];
  return value === undefined ? readNodesAlone(part, placeOf) : saying(value);
}

function saying(value: Json | undefined): ReadDocument {
  return { value: value ?? null, problems: [] };
}

/** By the nodes, of which those of a list are made item by item. */
function byItems(chunk: Chunk): LocateIn {
  const locate = lazy(() => {
    const cut = cutAtItems(chunk);
    return cut === undefined ? byNodes(chunk) : locatorIn(cut, byNodes);
  });
  return (path) => locate()(path);
}

/** The nodes weigh many times the text: they are made when something is pointed at. */
function byNodes(chunk: Chunk): LocateIn {
  const nodes = lazy(() => chunkNodes(chunk));
  return (path) => locateInChunk(chunk, nodes(), path);
}
