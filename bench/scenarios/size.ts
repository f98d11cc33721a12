/** How many objects of each kind a scenario holds: exactly as many. */
export interface Size {
  readonly namespaces: number;
  readonly pods: number;
  readonly policies: number;
}

/** `prefix-0`, `prefix-1`, ...: the namespaces of a scenario, of which there is at least one. */
export function namesOf(prefix: string, amount: number): readonly string[] {
  return Array.from({ length: amount }, (_, at) => `${prefix}-${at}`);
}

/** The item at a position, counted round and round. */
export function cycled<T>(items: readonly T[], at: number, fallback: T): T {
  return items[at % items.length] ?? fallback;
}
