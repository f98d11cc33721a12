import type { Diagnostic, Json, Origin } from '../kernel';
import type { ParsedText } from './document';
import { notJson, parseJson } from './json-text';
import { onlyDiagnostics, type ReadResult } from './manifest';
import { originOf } from './place';
import { problem } from './problem';
import { unpackEach } from './unpack';
import { parseLargeYaml, parseYaml } from './yaml';

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
  const { manifests, diagnostics } = parseLarge(known, file) ?? parseEach(known, file);
  return { manifests, diagnostics, files: 1, texts: new Map([[file, known]]) };
}

/** What a text holds, without what it was read from. */
type Parsed = Pick<ReadResult, 'manifests' | 'diagnostics'>;

/** A text of this length is a dump of a cluster: most of its objects are written alike. */
const LARGE = 1 << 20;

function parseLarge(text: string, file: string): Parsed | undefined {
  if (text.length < LARGE || file.endsWith('.json') || LOOKS_LIKE_JSON.test(text)) return undefined;
  return parseLargeYaml(text, file);
}

function parseEach(text: string, file: string): Parsed {
  const { documents, diagnostics } = parseDocuments(text, file);
  const unpacked = unpackEach((taker) => {
    for (const { value, locate } of documents) taker.unpack({ value, where: { file, locate } });
  });
  return {
    manifests: unpacked.manifests,
    diagnostics: [...diagnostics, ...unpacked.diagnostics],
  };
}
