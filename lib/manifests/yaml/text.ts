import { lazy } from '../../kernel';
import type { ParsedDocument, ParsedText } from '../document';
import { type Locate, type Place, placesIn } from '../place';
import { type Chunk, chunksOf } from './chunks';
import { chunkNodes, locateInChunk, parseWholeYaml, readChunk } from './nodes';
import { readPlainYaml } from './plain';
import { type ReadDocument, reported } from './problems';
import { readStrictYaml, Scalars } from './strict';

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
  const scalars = new Scalars();
  const all: ReadDocument[] = [];
  for (const chunk of chunks) {
    const end = chunk.offset + chunk.text.length;
    const strict = readStrictYaml(text, chunk.offset, end, scalars);
    const values = strict === undefined ? readPlainYaml(chunk.text) : [strict];
    // The nodes of an only document are made once, as those of the whole text.
    if (values === undefined && chunks.length === 1) return undefined;
    const read =
      values === undefined ? readChunk(chunk, placeOf) : { value: values[0] ?? null, problems: [] };
    if (read === undefined) return undefined;
    all.push(read);
  }
  return all;
}
