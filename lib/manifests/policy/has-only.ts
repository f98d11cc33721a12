import type { JsonObject } from '../../kernel';

/** Whether an object has no fields but some of these. */
export function hasOnly(object: JsonObject, names: ReadonlySet<string>): boolean {
  for (const name of Object.keys(object)) if (!names.has(name)) return false;
  return true;
}
