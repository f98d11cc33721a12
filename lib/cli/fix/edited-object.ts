import { isJsonObject, type Json, type JsonObject, type ObjectPath } from '../../kernel';
import type { FixEdit } from '../../results';

/** An object after some edits; undefined where a path leads nowhere. */
export function editedObject(body: JsonObject, edits: readonly FixEdit[]): JsonObject | undefined {
  const edited = edits.reduce<Json | undefined>(
    (node, edit) => (node === undefined ? undefined : editedAt(node, edit.path, edit)),
    body,
  );
  return isJsonObject(edited) ? edited : undefined;
}

function editedAt(node: Json, path: ObjectPath, edit: FixEdit): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return 'set' in edit ? edit.set : undefined;
  if (Array.isArray(node))
    return typeof step === 'number' ? inList(node, step, rest, edit) : undefined;
  return isJsonObject(node) ? inObject(node, String(step), rest, edit) : undefined;
}

function inList(
  list: readonly Json[],
  index: number,
  rest: ObjectPath,
  edit: FixEdit,
): Json | undefined {
  const isEnd = index === list.length && rest.length === 0 && 'set' in edit;
  if (isEnd) return [...list, edit.set];
  if (index < 0 || index >= list.length) return undefined;
  if (rest.length === 0 && 'remove' in edit) return list.filter((_, i) => i !== index);
  const entry = editedAt(list[index] ?? null, rest, edit);
  return entry === undefined ? undefined : list.map((each, i) => (i === index ? entry : each));
}

function inObject(
  object: JsonObject,
  name: string,
  rest: ObjectPath,
  edit: FixEdit,
): Json | undefined {
  const isThere = Object.hasOwn(object, name);
  if (rest.length === 0 && 'remove' in edit) {
    if (!isThere) return undefined;
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  }
  if (!isThere && rest.length > 0) return undefined;
  const field = editedAt(isThere ? (object[name] ?? null) : null, rest, edit);
  return field === undefined
    ? undefined
    : Object.fromEntries([
        ...Object.entries(object).filter(([key]) => key !== name),
        [name, field],
      ]);
}
