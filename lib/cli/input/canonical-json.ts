import { createHash } from 'node:crypto';
import { byText, isJsonObject, type Json } from '../../kernel';

/** The hash by which a sidecar knows its objects: SHA-256 of the JSON with its keys in order. */
export function hashOf(body: Json): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(body)))
    .digest('hex');
}

function sorted(value: Json): Json {
  if (isJsonObject(value)) {
    const entries = Object.entries(value).sort(byText(([key]) => key));
    return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
  }
  return Array.isArray(value) ? value.map(sorted) : value;
}
