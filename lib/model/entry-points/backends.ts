import type { EntryBackend } from './entry-point';

/** Each backend once: many paths of one Ingress lead to the same port. */
export function distinct(backends: readonly EntryBackend[]): readonly EntryBackend[] {
  const byName = new Map<string, EntryBackend>();
  for (const backend of backends) {
    const key =
      backend.kind === 'other'
        ? `other ${backend.what}`
        : `${backend.namespace}/${backend.name}:${typeof backend.port}:${backend.port}`;
    if (!byName.has(key)) byName.set(key, backend);
  }
  return [...byName.values()];
}
