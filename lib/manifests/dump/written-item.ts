import {
  formatPath,
  InvalidInputError,
  isJsonObject,
  type JsonObject,
  type ObjectPath,
  type Origin,
  type Source,
} from '../../kernel';
import { offsetInJson } from '../json-locate';
import { parsedJson } from '../json-value';
import type { WholeObject } from '../manifest';
import type { Place } from '../place';
import { problem } from '../problem';
import { ByteLines } from './byte-lines';
import { type ByteStore, textIn } from './byte-store';

/** A text of which single objects are looked at again. */
export interface WrittenText {
  readonly file: string;
  /** The object that a part of the text is; undefined where it is not there any more. */
  objectOf(start: number, end: number): JsonObject | undefined;
  /** Where a node is in the object that a part of the text is. */
  placeIn(start: number, end: number, path: ObjectPath): Place | undefined;
}

/** The same of JSON, wherever its bytes lie. */
export class Dump implements WrittenText {
  readonly file: string;
  private readonly store: ByteStore;
  private readonly lines: ByteLines;
  private last:
    | { readonly start: number; readonly offsetOf: (path: ObjectPath) => number }
    | undefined;

  /** Who looks into an object looks again: it is kept until somebody looks into another one. */
  private lastRead: { readonly start: number; readonly value: JsonObject } | undefined;

  constructor(file: string, store: ByteStore) {
    this.file = file;
    this.store = store;
    this.lines = new ByteLines(store);
  }

  objectOf(start: number, end: number): JsonObject | undefined {
    if (this.lastRead?.start === start) return this.lastRead.value;
    const text = this.textOf(start, end);
    const value = text === undefined ? undefined : parsedJson(text)?.value;
    if (!isJsonObject(value)) return undefined;
    this.lastRead = { start, value };
    return value;
  }

  textOf(start: number, end: number): string | undefined {
    return textIn(this.store, start, end);
  }

  /** Where a node is in the value that a part of the text is; undefined where it is not there any more. */
  placeIn(start: number, end: number, path: ObjectPath): Place | undefined {
    const from = this.lines.placeOf(start);
    if (from === undefined || path.length === 0) return from;
    const text = this.textOf(start, end);
    return text === undefined ? undefined : behind(from, text, this.offsetIn(start, text, path));
  }

  /** Who asks for one node of an object asks for others: its nodes are kept until another one is asked for. */
  private offsetIn(start: number, text: string, path: ObjectPath): number {
    if (this.last?.start !== start) this.last = { start, offsetOf: offsetInJson(text) };
    return this.last.offsetOf(path);
  }
}

/** The place so many characters into a text that begins at a place. */
export function behind({ line, column }: Place, text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lastLine = before.lastIndexOf('\n');
  if (lastLine < 0) return { line, column: column + offset };
  return { line: line + before.split('\n').length - 1, column: offset - lastLine };
}

/**
 * One object of many: where it was written, and what. There may be 100,000 of them, so they hold
 * two numbers and no functions of their own.
 */
export class WrittenItem implements Origin, WholeObject {
  private readonly text: WrittenText;
  private readonly start: number;
  private readonly end: number;

  constructor(text: WrittenText, start: number, end: number) {
    this.text = text;
    this.start = start;
    this.end = end;
  }

  get file(): string {
    return this.text.file;
  }

  at(path: ObjectPath): Source {
    const shown = formatPath(path);
    return { file: this.file, ...this.place(path), ...(shown !== '' && { path: shown }) };
  }

  /** The line and column of a node, without the rest. */
  place(path: ObjectPath): Place | undefined {
    return this.text.placeIn(this.start, this.end, path);
  }

  read(): JsonObject {
    const value = this.text.objectOf(this.start, this.end);
    if (value !== undefined) return value;
    const message = `${this.file} has changed since it was read`;
    const source = { file: this.file };
    throw new InvalidInputError([problem('unreadable', { message, source, help: 'run it again' })]);
  }
}
