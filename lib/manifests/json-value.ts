import type { Json } from '../kernel';

/** A text that is one JSON value; undefined where it is not. */
export function parsedJson(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/**
 * How many fields the objects of a value have, however deep. JSON.parse keeps one of several equal
 * fields, so a text that writes more fields than its value has writes one of them twice. It is asked of every
 * object that is read, hence the loops.
 */
export function countFields(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let fields = 0;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) fields += countFields(value[i]);
    return fields;
  }
  const inner: readonly Json[] = Object.values(value);
  for (let i = 0; i < inner.length; i += 1) fields += countFields(inner[i] ?? null);
  return fields + inner.length;
}
