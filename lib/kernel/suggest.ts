import { distance } from 'fastest-levenshtein';
import { compareText } from './compare';

/** The candidate that `word` is most likely a mistyping of, if one is near enough to be worth offering. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const tolerance = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly text: string; readonly distance: number } | undefined;
  for (const text of [...candidates].sort(compareText)) {
    const far = slips(word, text);
    if (far <= tolerance && (best === undefined || far < best.distance)) {
      best = { text, distance: far };
    }
  }
  return best?.text;
}

/** How far apart two words are, where another case is no slip and letters in another order are one. */
function slips(word: string, text: string): number {
  const [a, b] = [word.toLowerCase(), text.toLowerCase()];
  if (a === b) return 0;
  return letters(a) === letters(b) ? 1 : distance(word, text);
}

function letters(word: string): string {
  return [...word].sort().join('');
}

/** ` Did you mean \`x\`?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const text = nearest(word, candidates);
  return text === undefined ? '' : ` Did you mean \`${text}\`?`;
}

/** `, did you mean \`x\`?`, or nothing: the end of a message about a mistyped word. */
export function orElse(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `, did you mean \`${near}\`?`;
}
