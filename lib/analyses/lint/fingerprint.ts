import { isJsonObject, type Json } from '../../kernel';

/**
 * What a finding is known by from one run to the next. It holds no line and no position in a list:
 * text above it, the name of its file and the order of rules may change, and it stays the same.
 */
export function fingerprintOf(parts: readonly string[]): string {
  return hex(fnv(parts, 0x811c9dc5)) + hex(fnv(parts, 0x01000193));
}

/** JSON with its keys in order: equal values, equal texts. */
export function canonical(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(sorted(value));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.flatMap((key) => [[key, sorted(value[key] ?? null)]]));
}

/**
 * FNV-1a of 32 bits. It tells findings apart, it protects nothing: a hash of `node:crypto` would keep
 * this room out of a browser.
 */
function fnv(parts: readonly string[], seed: number): number {
  let hash = seed;
  for (const char of parts.join('\u0000')) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

function hex(hash: number): string {
  return hash.toString(16).padStart(8, '0');
}
