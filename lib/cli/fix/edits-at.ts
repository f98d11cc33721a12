import type { FixEdit } from '../../results';

/** Edits of one object, which begins at an offset of its text. */
export interface EditsAt {
  readonly offset: number;
  readonly edits: readonly FixEdit[];
}
