import type { Chunk } from '../chunks';

/** A document, cut at the items of the list below its key `items`. */
export interface CutDocument {
  /** The document as if that list was empty. */
  readonly frame: Chunk;
  /** Where in the whole text its items begin, and where the last one ends. */
  readonly borders: readonly number[];
}

const KEY = 'items:\n';
/** What a document that is no flow collection may begin with: comments, markers, a key. */
const BLOCK_START = /^(?:(?:---)?[ ]*(?:#.*)?\n)*[\w'"]/;
const LINE_FEED = 10;
const SPACE = 32;
const HASH = 35;
const DASH = 45;

/**
 * Cuts `kubectl get -o yaml`, which is one document of any size, where its lines begin with the dash
 * of an item. What spans lines in YAML is indented deeper than its dash or ends with a bracket or
 * quote, so a cut in the midst of something leaves two parts of which the first is broken: where all
 * parts are read without an error, and none has an alias, they say what the document does. Inside of
 * brackets that holds for no line, so a document that begins with one is not cut; nor is one where a
 * comment stands less deep than items, since it may end them. One pass over the lines.
 */
export function cutAtItems({ text, offset }: Chunk): CutDocument | undefined {
  const at = text.startsWith(KEY) ? 0 : text.indexOf(`\n${KEY}`) + 1;
  if (at === 0 && !text.startsWith(KEY)) return undefined;
  if (!BLOCK_START.test(text)) return undefined;
  const first = at + KEY.length;
  const borders = bordersOf(text, first);
  if (borders === undefined) return undefined;
  const frame = { text: text.slice(0, first) + text.slice(borders.at(-1)), offset };
  return { frame, borders: borders.map((border) => offset + border) };
}

/** An item of a text, alone below a key `items` of its own: as deep as it stands in the document. */
export function itemChunk(whole: string, start: number, end: number): Chunk {
  return { text: KEY + whole.slice(start, end), offset: start - KEY.length };
}

/** Where the items begin, and where the last one ends; undefined where that is in doubt. */
function bordersOf(text: string, first: number): readonly number[] | undefined {
  const depth = spacesAt(text, first);
  const borders: number[] = [];
  let at = first;
  while (at < text.length) {
    const spaces = spacesAt(text, at);
    const code = text.charCodeAt(at + spaces);
    if (spaces <= depth && code !== LINE_FEED) {
      if (spaces === depth && isDash(text, at + spaces)) borders.push(at);
      else if (spaces > 0 || code === HASH) return undefined;
      else break;
    }
    const lineEnd = text.indexOf('\n', at + spaces);
    at = lineEnd < 0 ? text.length : lineEnd + 1;
  }
  // Each line belongs to an item: the list begins with one.
  return borders[0] === first ? [...borders, at] : undefined;
}

/** Keys may begin with a dash too. */
function isDash(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === DASH && (next === SPACE || next === LINE_FEED);
}

function spacesAt(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at - start;
}
