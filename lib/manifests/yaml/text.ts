import { type Json, lazy } from '../../kernel';
import type { ParsedDocument, ParsedText } from '../document';
import { type Locate, type Place, placesIn } from '../place';
import { type Chunk, chunksOf, groupsOf } from './chunks';
import { chunkNodes, locateInChunk, parseWholeYaml, readChunk } from './nodes';
import { readPlainYaml } from './plain';
import { type ReadDocument, reported } from './problems';

/**
 * Reads every document of a YAML text. Empty documents are no documents. It gives what
 * `parseWholeYaml` gives, an order of magnitude faster where documents are plain: one that is not
 * goes through its nodes, and where one is broken the whole text does, as its neighbours may have a
 * part in that.
 */
export function parseYaml(text: string, file: string): ParsedText {
  const placeOf = placesIn(text);
  const chunks = chunksOf(text);
  const read = chunks === undefined ? undefined : readChunks(text, chunks, placeOf);
  if (chunks === undefined || read === undefined) return parseWholeYaml(text, file);
  const documents = read.flatMap(({ value }, i): readonly ParsedDocument[] => {
    const chunk = chunks[i];
    return value === null || chunk === undefined
      ? []
      : [{ value, locate: locator(chunk, placeOf) }];
  });
  const diagnostics = read.flatMap(({ problems }) =>
    problems.map((each) => reported({ text, file, placeOf }, each)),
  );
  return { documents, diagnostics };
}

/** The nodes weigh many times the text: they are made when something of the document is pointed at. */
function locator(chunk: Chunk, placeOf: (offset: number) => Place): Locate {
  const nodes = lazy(() => chunkNodes(chunk));
  return (path) => placeOf(locateInChunk(chunk, nodes(), path));
}

/** What each chunk says; undefined where one is broken. */
function readChunks(
  text: string,
  chunks: readonly Chunk[],
  placeOf: (offset: number) => Place,
): readonly ReadDocument[] | undefined {
  const all: ReadDocument[] = [];
  for (const group of groupsOf(chunks)) {
    const values = plainValues(text, group);
    // The nodes of an only document are made once, as those of the whole text.
    if (values === undefined && chunks.length === 1) return undefined;
    for (const [i, chunk] of group.entries()) {
      const read = values === undefined ? readOne(chunk, placeOf) : saying(values[i]);
      if (read === undefined) return undefined;
      all.push(read);
    }
  }
  return all;
}

/** What each chunk of a group says; undefined where one is not plain, or holds no document. */
function plainValues(text: string, group: readonly Chunk[]): readonly Json[] | undefined {
  const start = group[0]?.offset ?? 0;
  const length = group.reduce((sum, chunk) => sum + chunk.text.length, 0);
  const values = readPlainYaml(text.slice(start, start + length));
  return values?.length === group.length ? values : undefined;
}

function readOne(chunk: Chunk, placeOf: (offset: number) => Place): ReadDocument | undefined {
  const values = readPlainYaml(chunk.text);
  return values === undefined ? readChunk(chunk, placeOf) : saying(values[0]);
}

function saying(value: Json | undefined): ReadDocument {
  return { value: value ?? null, problems: [] };
}
