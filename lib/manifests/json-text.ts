import { type ParseError, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import { formatPath, lazy } from '../kernel';
import type { ParsedText } from './document';
import { offsetInJson } from './json-locate';
import { type JsonSpan, outlineJson } from './json-scan';
import { countFields, parsedJson } from './json-value';
import { MAX_DEPTH, TOO_DEEP } from './limits';
import { type Locate, type Place, placesIn } from './place';
import { problem } from './problem';

const STRICT = { disallowComments: true, allowTrailingComma: false };

/** A field that is written again, and its path with the name. */
interface Duplicate {
  readonly offset: number;
  readonly path: string;
}

/** Every field of a JSON text that the same object has already. */
export function duplicateFields(text: string): readonly Duplicate[] {
  const open: Set<string>[] = [];
  const duplicates: Duplicate[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (name, offset, _length, _line, _column, parentPath) => {
      const seen = open.at(-1);
      if (seen?.has(name)) duplicates.push({ offset, path: formatPath([...parentPath(), name]) });
      seen?.add(name);
    },
  });
  return duplicates;
}

function onlySpaceBetween(text: string, spans: readonly JsonSpan[]): boolean {
  const ends = [0, ...spans.map((span) => span.end)];
  const starts = [...spans.map((span) => span.start), text.length];
  return ends.every((end, i) => text.slice(end, starts[i]).trim() === '');
}

type PlaceOf = (offset: number) => Place;

function documentAt(text: string, { start, end }: JsonSpan, placeOf: PlaceOf) {
  const part = text.slice(start, end);
  const result = parsedJson(part);
  if (result === undefined) return undefined;
  const offsetOf = lazy(() => offsetInJson(part));
  const locate: Locate = (path) => placeOf(start + offsetOf()(path));
  return { value: result.value, locate };
}

function duplicatesIn(text: string, { start, end }: JsonSpan, file: string, placeOf: PlaceOf) {
  return duplicateFields(text.slice(start, end)).map(({ offset, path }) =>
    problem('duplicate-key', {
      message: `strict decoding error: duplicate field "${path}"`,
      source: { file, ...placeOf(start + offset), path },
      help: 'keep one of them',
    }),
  );
}

/**
 * Reads a text that is JSON, or several JSON values in a row; undefined if it is neither. Of a text
 * that nests too deep only that is said.
 */
export function parseJson(text: string, file: string): ParsedText | undefined {
  const outline = outlineJson(text);
  if (outline.depth > MAX_DEPTH) {
    const source = { file, line: 1, column: 1 };
    return { documents: [], diagnostics: [problem('too-deep', { message: TOO_DEEP, source })] };
  }
  if (!onlySpaceBetween(text, outline.values)) return undefined;
  const placeOf = placesIn(text);
  const documents = outline.values
    .map((span) => documentAt(text, span, placeOf))
    .filter((document) => document !== undefined);
  if (documents.length < outline.values.length) return undefined;
  // JSON.parse keeps one of several equal fields. Only if some are gone is it worth looking for them.
  const read = documents.reduce((sum, { value }) => sum + countFields(value), 0);
  const diagnostics =
    read === outline.fields
      ? []
      : outline.values.flatMap((span) => duplicatesIn(text, span, file, placeOf));
  return { documents, diagnostics };
}

/** What is wrong first with a text that should be JSON, and where. */
export function reasonNotJson(text: string): { readonly offset: number; readonly reason: string } {
  const errors: ParseError[] = [];
  parseTree(text, errors, STRICT);
  const [first] = errors;
  const reason = first === undefined ? '' : `: ${printParseErrorCode(first.error)}`;
  return { offset: first?.offset ?? 0, reason };
}

/** Why a text that should be JSON is not. */
export function notJson(text: string, file: string): ParsedText {
  const { offset, reason } = reasonNotJson(text);
  const source = { file, ...placesIn(text)(offset) };
  return {
    documents: [],
    diagnostics: [problem('not-json', { message: `not JSON${reason}`, source })],
  };
}
