import { isDeepStrictEqual } from 'node:util';
import { hasErrors } from '../../kernel';
import { type Manifest, parseManifests } from '../../manifests';
import type { FixEdit } from '../../results';
import { editedJson } from './edited-json';
import { editedObject } from './edited-object';
import { editedYaml } from './edited-yaml';

/** One object of a text. */
export interface ObjectInText {
  readonly text: string;
  readonly file: string;
  /** All objects of the text, in its order. */
  readonly manifests: readonly Manifest[];
  readonly object: Manifest;
}

/** A text after some edits, and the objects that it holds now. */
export interface EditedText {
  readonly text: string;
  readonly manifests: readonly Manifest[];
}

/**
 * Edits one object of a text. The text that comes of it is read again: undefined unless that object
 * is as it should be, and every other one is as it was.
 */
export function editedText(
  { text, file, manifests, object }: ObjectInText,
  edits: readonly FixEdit[],
): EditedText | undefined {
  const wanted = editedObject(object.body, edits);
  const offset = offsetOf(text, object);
  if (wanted === undefined || offset === undefined) return undefined;
  const edit = isJson(text) ? editedJson : editedYaml;
  const edited = attempted(() => edit(text, offset, edits));
  if (edited === undefined) return undefined;
  const read = parseManifests(edited, file);
  const expected = manifests.map((each) => (each === object ? wanted : each.body));
  const is = read.manifests.map(({ body }) => body);
  if (hasErrors(read.diagnostics) || !isDeepStrictEqual(is, expected)) return undefined;
  return { text: edited, manifests: read.manifests };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where an object begins in its text. */
function offsetOf(text: string, { origin }: Manifest): number | undefined {
  const { line, column } = origin.at([]);
  if (line === undefined || column === undefined) return undefined;
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

/** Editors throw where a path leads through what is no collection. */
function attempted(edit: () => string | undefined): string | undefined {
  try {
    return edit();
  } catch {
    return undefined;
  }
}
