import type { Diagnostic, Json, Origin } from '../kernel';
import type { ParsedText } from './document';
import { notJson, parseJson } from './json-text';
import { mergeResults, onlyDiagnostics, type ReadResult } from './manifest';
import { originOf } from './place';
import { problem } from './problem';
import { unpack } from './unpack';
import { parseYaml } from './yaml';

const LOOKS_LIKE_JSON = /^\s*[{[]/;

function parseDocuments(text: string, file: string): ParsedText {
  // Most of what looks like JSON is, and is read ten times faster as JSON; the rest is flow YAML.
  const json = LOOKS_LIKE_JSON.test(text) ? parseJson(text, file) : undefined;
  if (json !== undefined) return json;
  return file.endsWith('.json') ? notJson(text, file) : parseYaml(text, file);
}

/** One document that holds no manifest: what it says, and where each part of it was written. */
export interface PlainDocument {
  readonly value: Json;
  readonly origin: Origin;
}

/**
 * Reads the documents of a text that holds no manifests, such as an intents file, with the same
 * care. Whatever is wrong with it becomes a diagnostic; nothing is thrown.
 */
export function parsePlain(
  text: string,
  file: string,
): { readonly documents: readonly PlainDocument[]; readonly diagnostics: readonly Diagnostic[] } {
  if (text.includes('\0')) {
    const message = `${file} holds NUL bytes: it is a binary file`;
    return { documents: [], diagnostics: [problem('binary', { message, source: { file } })] };
  }
  const { documents, diagnostics } = parseDocuments(withoutMark(text), file);
  return {
    documents: documents.map(({ value, locate }) => ({
      value,
      origin: originOf({ file, locate }),
    })),
    diagnostics,
  };
}

/** A text without the byte order mark that some editors write. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/**
 * Reads the manifests of one text: YAML of one or many documents, or JSON. Whatever is wrong with it
 * becomes a diagnostic; nothing is thrown. `file` names the text in messages.
 */
export function parseManifests(text: string, file: string): ReadResult {
  if (text.includes('\0')) {
    const message = `${file} holds NUL bytes: it is a binary file, not a manifest`;
    return onlyDiagnostics([problem('binary', { message, source: { file } })], 1);
  }
  const known = withoutMark(text);
  const { documents, diagnostics } = parseDocuments(known, file);
  const results = documents.map(({ value, locate }) => unpack(value, { file, locate }));
  const merged = mergeResults([onlyDiagnostics(diagnostics, 1), ...results]);
  return { ...merged, texts: new Map([[file, known]]) };
}
