import type { Labels } from '../../../kernel';
import type { Representatives } from './representatives';

/** Labels for every combination of kinds, one kind of each part; as many as are asked for. */
export function* combinations({ parts }: Representatives): Generator<Labels> {
  const chosen = parts.map(() => 0);
  for (;;) {
    yield new Map(parts.flatMap((part, at) => [...part.labels(chosen[at] ?? 0)]));
    // The next number, with a digit for each part.
    let at = 0;
    for (; at < parts.length; at += 1) {
      const next = (chosen[at] ?? 0) + 1;
      chosen[at] = next < (parts[at]?.kinds ?? 0) ? next : 0;
      if (chosen[at] !== 0) break;
    }
    if (at === parts.length) return;
  }
}
