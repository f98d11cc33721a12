import { isDeepStrictEqual } from 'node:util';
import { hasErrors } from '../../kernel';
import { type Manifest, parseManifests, wholeBody } from '../../manifests';
import type { FixEdit } from '../../results';
import { editedJson } from './edited-json';
import { editedObject } from './edited-object';
import { editedYaml } from './edited-yaml';
import type { EditsAt } from './edits-at';

/** A text, and the objects that it holds. */
export interface TextOfObjects {
  readonly text: string;
  readonly file: string;
  /** All objects of the text, in its order. */
  readonly manifests: readonly Manifest[];
}

/** A text after some edits, and the objects that it holds now. */
export type EditedText = Pick<TextOfObjects, 'text' | 'manifests'>;

/**
 * Edits objects of a text. The text that comes of it is read again: undefined unless those objects
 * are as they should be, and every other one is as it was.
 */
export function editedText(
  { text, file, manifests }: TextOfObjects,
  edits: ReadonlyMap<Manifest, readonly FixEdit[]>,
): EditedText | undefined {
  const places = [...edits].flatMap(([object, own]): EditsAt[] => {
    const offset = offsetOf(text, object);
    return offset === undefined ? [] : [{ offset, edits: own }];
  });
  if (places.length < edits.size) return undefined;
  const edit = isJson(text) ? editedJson : editedYaml;
  const edited = attempted(() => edit(text, places));
  if (edited === undefined) return undefined;
  const read = parseManifests(edited, file);
  const expected = manifests.map((each) => editedObject(wholeBody(each), edits.get(each) ?? []));
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
