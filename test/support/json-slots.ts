import type { Json } from '../../lib/kernel';

type Plain = { [key: string]: Json } | Json[];

/** Every value inside of a literal, as the object or list that holds it and its key there. */
export function slots(value: Json): [Plain, string][] {
  if (typeof value !== 'object' || value === null) return [];
  // Sound: the literal of a test holds nothing that is read-only.
  const holder = value as Plain;
  return Object.entries(value).flatMap(([key, inner]) => [[holder, key], ...slots(inner)]);
}
