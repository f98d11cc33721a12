/**
 * What something is known by from one run to the next: a hash of the parts that name it. It tells
 * things apart and protects nothing; a hash of `node:crypto` would keep its users out of a browser.
 */
export function fingerprintOf(parts: readonly string[]): string {
  return hex(fnv(parts, 0x811c9dc5)) + hex(fnv(parts, 0x01000193));
}

/** FNV-1a of 32 bits. */
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
