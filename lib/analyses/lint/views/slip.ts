import { nearest } from '../../../kernel';

/**
 * The candidate that `word` is a slip of the pen of, if it looks like one. Names of one family share
 * most of their letters, such as `order-service` and `user-service`, so that words are compared part by
 * part. Parts that differ in a number, or that have few letters, are what somebody chose.
 */
export function slipFor(word: string, candidates: Iterable<string>): string | undefined {
  return nearest(
    word,
    [...candidates].filter((text) => word !== text && isSlip(word, text)),
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

const SEPARATORS = /[-_./]/;

function isSlip(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  if (a.replace(/\d/g, '') === b.replace(/\d/g, '')) return false;
  const [left, right] = [a.split(SEPARATORS), b.split(SEPARATORS)];
  if (left.length !== right.length) return left.join('') === right.join('');
  return left.every((part, index) => isSlipOfPart(part, right[index] ?? ''));
}

const SHORT = 4;

function isSlipOfPart(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  if (Math.min(a.length, b.length) < SHORT) return false;
  return lettersOf(a) === lettersOf(b) || (Math.max(a.length, b.length) > SHORT && isOneEdit(a, b));
}
