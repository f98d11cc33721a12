import type { ParsedText } from './document';
import { notJson, parseJson } from './json-text';
import { mergeResults, onlyDiagnostics, type ReadResult } from './manifest';
import { problem } from './problem';
import { unpack } from './unpack';
import { parseYaml } from './yaml-text';

const LOOKS_LIKE_JSON = /^\s*[{[]/;

function parseDocuments(text: string, file: string): ParsedText {
  // Most of what looks like JSON is, and is read ten times faster as JSON; the rest is flow YAML.
  const json = LOOKS_LIKE_JSON.test(text) ? parseJson(text, file) : undefined;
  if (json !== undefined) return json;
  return file.endsWith('.json') ? notJson(text, file) : parseYaml(text, file);
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
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { documents, diagnostics } = parseDocuments(withoutMark, file);
  const results = documents.map(({ value, locate }) => unpack(value, { file, locate }));
  return mergeResults([onlyDiagnostics(diagnostics, 1), ...results]);
}
