import type { Source } from '../kernel';

/** A policy that isolates the subject of a gate. */
export interface PolicyRef {
  /** `namespace/name`. */
  readonly id: string;
  /** Its podSelector as kubectl writes it; `<none>` selects all pods of the namespace. */
  readonly selects: string;
  readonly source: Source;
}
