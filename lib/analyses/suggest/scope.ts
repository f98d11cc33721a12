/** What of a cluster intents are asked for. */
export interface SuggestQuery {
  /** Only what is said of pods of these namespaces is pinned. @default - of every one */
  readonly namespaces?: readonly string[];
  /** Where more statements than this would have to be proven, the answer is refused. @default - 1,000 */
  readonly maxTried?: number;
}

/** The namespaces whose pods are spoken of. */
export interface Scope {
  /** Whether it is all of them. */
  readonly isWhole: boolean;
  readonly isAsked: (namespace: string) => boolean;
}

/** The namespaces that a query asks about. */
export function scopeOf({ namespaces }: SuggestQuery): Scope {
  if (namespaces === undefined) return { isWhole: true, isAsked: () => true };
  const names = new Set(namespaces);
  return { isWhole: false, isAsked: (namespace) => names.has(namespace) };
}
