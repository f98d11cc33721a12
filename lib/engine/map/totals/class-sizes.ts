import type { Ends } from '../flows/ends';

/** How many pods the classes have. */
export interface ClassSizes {
  /** The pods of each class. */
  readonly sizes: Float64Array;
  /** How many of them are no peers of themselves. */
  readonly singles: Float64Array;
}

/** Counts the pods of all ends by their class. */
export function classSizes({ all, placeOf }: Ends): ClassSizes {
  let classes = 0;
  for (let end = 0; end < all.length; end += 1)
    if (all[end]?.kind === 'pods') classes = Math.max(classes, (placeOf[end] ?? 0) + 1);
  const [sizes, singles] = [new Float64Array(classes), new Float64Array(classes)];
  for (let at = 0; at < all.length; at += 1) {
    const end = all[at];
    if (end?.kind !== 'pods') continue;
    const place = placeOf[at] ?? 0;
    sizes[place] = (sizes[place] ?? 0) + end.pods.length;
    for (const { stands } of end.pods)
      if (stands === 'for-one-pod') singles[place] = (singles[place] ?? 0) + 1;
  }
  return { sizes, singles };
}
