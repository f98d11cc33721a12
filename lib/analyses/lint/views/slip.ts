import { nearest } from '../../../kernel';

/**
 * The candidate that `word` is a slip of the pen of, if it looks like one. Words that differ in a
 * number or in a part of few letters, such as `team-a` and `team-b`, are two words that somebody chose.
 */
export function slipFor(word: string, candidates: Iterable<string>): string | undefined {
  return nearest(
    word,
    [...candidates].filter((text) => isAlike(word, text) && !isChosen(word, text)),
  );
}

/**
 * Whether one word can hardly be anything but a slip of the pen for the other: the same letters in
 * another order, or one letter more, less or other in a long word.
 */
export function isPlainSlip(word: string, text: string): boolean {
  if (lettersOf(word) === lettersOf(text)) return true;
  return Math.min(word.length, text.length) >= LONG && isOneEdit(word, text);
}

const LONG = 6;

function lettersOf(word: string): string {
  return [...word.toLowerCase()].sort().join('');
}

function isOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const rest = long.slice(same + 1);
  return rest === short.slice(same) || rest === short.slice(same + 1);
}

/** Whether it is worth to compare two words letter by letter. */
function isAlike(word: string, text: string): boolean {
  return word !== text && Math.abs(word.length - text.length) * 3 <= Math.max(word.length, 3);
}

const SHORT = 4;

function isChosen(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return false;
  if (a.replace(/\d/g, '') === b.replace(/\d/g, '')) return true;
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left.length !== right.length) return Math.min(a.length, b.length) < SHORT;
  return left.some((part, index) => {
    const other = right[index] ?? '';
    return part !== other && Math.min(part.length, other.length) < SHORT;
  });
}

function partsOf(text: string): readonly string[] {
  return text.split(/[-_./]/);
}
