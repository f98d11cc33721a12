import type { Json, JsonObject } from '../../../kernel';
import type { AlikePod } from '../../dump/alike-pod';
import { OwnFactReader } from '../../dump/own-facts';
import { AlikeYaml, bytesOf, WrittenYaml } from '../alike';
import { type Chunk, chunkAt } from '../chunks';
import { cutAtItems, itemLocator, type LocateIn, type ReadItem, readCut } from '../list';
import type { ReadDocument } from '../problems';
import {
  byItems,
  byNodes,
  type ReadChunk,
  type Reading,
  readCarefully,
  readItemCarefully,
  readPart,
  readStrictly,
} from '../read-chunk';
import { readStrictItem, readStrictYaml, toNextLine, toRoot, walkOf } from '../strict';

/** A document that is a list, or looks like one. */
export interface FoundList {
  /** The document, its items being null. */
  readonly frame: JsonObject;
  readonly items: readonly (AlikePod | Json)[];
  readonly problems: ReadDocument['problems'];
  readonly locate: LocateIn;
}

/** What a document was found to be. */
export type Found = AlikePod | FoundList | ReadChunk;

/** Reads the documents of a large text, and what is alike of them by what differs. */
export class LargeReader {
  private readonly reading: Reading;
  private readonly documents: AlikeYaml;
  private readonly items: AlikeYaml;

  constructor(reading: Reading, file: string) {
    const { text, scalars, placeOf } = reading;
    this.reading = reading;
    const bytes = bytesOf(text);
    const facts = new OwnFactReader();
    facts.turnTo(bytes, (start, end) => text.slice(start, end));
    const alike = { text, bytes, facts };
    this.documents = new AlikeYaml(
      alike,
      new WrittenYaml(file, placeOf, {
        read: (start, end) => readStrictYaml(text, start, end, scalars),
        locator: (start, end) => byItems(chunkAt(text, start, end), text),
      }),
    );
    this.items = new AlikeYaml(
      alike,
      new WrittenYaml(file, placeOf, {
        read: (start, end) => readStrictItem(text, start, end, scalars),
        locator: (start, end) => itemLocator(text, start, end, byNodes),
      }),
    );
  }

  /** What a chunk holds; undefined where only the whole text tells. */
  read(start: number, end: number): Found | undefined {
    return this.documents.read(start, end) ?? this.other(chunkAt(this.reading.text, start, end));
  }

  private other(chunk: Chunk): Found | undefined {
    return this.list(chunk) ?? this.strict(chunk) ?? readCarefully(chunk, this.reading);
  }

  private strict(chunk: Chunk): ReadChunk | undefined {
    const read = readStrictly(chunk, this.reading);
    if (read === undefined) return undefined;
    const { text, scalars } = this.reading;
    const walk = walkOf(text, chunk.offset, chunk.offset + chunk.text.length, scalars);
    this.documents.learn(chunk.offset, toRoot(walk), read.value);
    return read;
  }

  private list(chunk: Chunk): FoundList | undefined {
    const { reading } = this;
    const cut = cutAtItems(chunk);
    const list =
      cut &&
      readCut<AlikePod | Json>(cut, {
        frame: (frame) => readPart(frame, reading),
        item: (start, end) => this.item(start, end),
      });
    return list && { ...list, locate: byItems(chunk, reading.text, cut) };
  }

  private item(start: number, end: number): ReadItem<AlikePod | Json> | undefined {
    const { text, scalars } = this.reading;
    const pod = this.items.read(start, end);
    if (pod !== undefined) return { item: pod, problems: NONE };
    const value = readStrictItem(text, start, end, scalars);
    if (value === undefined) return readItemCarefully(start, end, this.reading);
    const walk = walkOf(text, start, end, scalars);
    toNextLine(walk);
    this.items.learn(start, walk, value);
    return { item: value, problems: NONE };
  }
}

const NONE: ReadDocument['problems'] = [];
