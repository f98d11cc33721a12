import type { DiffSide } from '../../results';

/** One thing of each side. */
export type PerSide<T> = Readonly<Record<DiffSide, T>>;

/** Makes the same of each side. */
export function perSide<T>(make: (side: DiffSide) => T): PerSide<T> {
  return { before: make('before'), after: make('after') };
}
