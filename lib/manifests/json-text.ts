import { type Node, type ParseError, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import { formatPath, type Json, type ObjectPath } from '../kernel';
import type { ParsedText } from './document';
import { type JsonSpan, outlineJson } from './json-scan';
import { MAX_DEPTH, TOO_DEEP } from './limits';
import { type Locate, lazy, type Place, placesIn } from './place';
import { problem } from './problem';

const STRICT = { disallowComments: true, allowTrailingComma: false };

function child(node: Node, name: string | number): { offset: number; value: Node } | undefined {
  const children = node.children ?? [];
  if (node.type === 'array') {
    const item = typeof name === 'number' ? children[name] : undefined;
    return item === undefined ? undefined : { offset: item.offset, value: item };
  }
  // The last of several equal keys is the one that was read.
  const property = children.findLast((each) => each.children?.[0]?.value === name);
  const value = property?.children?.[1];
  return property === undefined || value === undefined
    ? undefined
    : { offset: property.offset, value };
}

function locateInJson(root: Node, path: ObjectPath): number {
  let here = { offset: root.offset, value: root };
  for (const name of path) {
    const next = child(here.value, name);
    if (next === undefined) break;
    here = next;
  }
  return here.offset;
}

function countFields(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner: readonly Json[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : inner.length;
  return inner.reduce<number>((sum, each) => sum + countFields(each), own);
}

interface Duplicate {
  readonly offset: number;
  readonly path: string;
}

function duplicateFields(text: string): Duplicate[] {
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

function parsed(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function onlySpaceBetween(text: string, spans: readonly JsonSpan[]): boolean {
  const ends = [0, ...spans.map((span) => span.end)];
  const starts = [...spans.map((span) => span.start), text.length];
  return ends.every((end, i) => text.slice(end, starts[i]).trim() === '');
}

type PlaceOf = (offset: number) => Place;

function documentAt(text: string, { start, end }: JsonSpan, placeOf: PlaceOf) {
  const part = text.slice(start, end);
  const result = parsed(part);
  if (result === undefined) return undefined;
  const tree = lazy(() => parseTree(part));
  const locate: Locate = (path) => {
    const root = tree();
    return placeOf(start + (root === undefined ? 0 : locateInJson(root, path)));
  };
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

/** Why a text that should be JSON is not. */
export function notJson(text: string, file: string): ParsedText {
  const errors: ParseError[] = [];
  parseTree(text, errors, STRICT);
  const [first] = errors;
  const reason = first === undefined ? '' : `: ${printParseErrorCode(first.error)}`;
  const source = { file, ...placesIn(text)(first?.offset ?? 0) };
  return {
    documents: [],
    diagnostics: [problem('not-json', { message: `not JSON${reason}`, source })],
  };
}
