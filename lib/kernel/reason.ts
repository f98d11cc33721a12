import { isDay } from './day';
import { type Acknowledgement, SHORTEST_REASON } from './intent';

const UNTIL = /\(until\s([^()]*)\)$/;

/** The same in other words, or without its parentheses: a last day that would count for nothing. */
const LIKE_UNTIL = /\b(?:until|expire[sd]?|expiry|till?)\b[\s:=]*\(?(\d{4}-\d\d?-\d\d?)\)?\.?\)?$/i;

/** A last day with more text behind it. */
const EARLIER = /\(until\s+(\d{4}-\d\d?-\d\d?)\s*\)/i;

/** Parentheses at the end that hold a day: whatever they say, somebody means it to end. */
const OTHER_END = /\([^()]*\b(\d{4}-\d\d?-\d\d?)\b[^()]*\)\.?$/;

/** As much of the end of a text as a last day takes: a text may be of any length. */
const TAIL = 60;

/**
 * Reads a reason as one text: `the partner has no fixed addresses (until 2027-03-31)`, where the last
 * day may be left out. Gives what is wrong with any other text.
 */
export function parseReason(text: string): Acknowledgement | string {
  const written = text.trim();
  const tail = written.slice(-TAIL);
  const found = UNTIL.exec(tail);
  const until = found?.[1]?.trim();
  if (until !== undefined && !isDay(until)) return `\`${until}\` is no day, such as 2027-03-31`;
  const meant = until === undefined ? dayMeant(tail) : undefined;
  if (meant !== undefined) return `the last day is written \`(until ${meant})\``;
  const reason = written.slice(0, written.length - (found?.[0].length ?? 0)).trim();
  const earlier = EARLIER.exec(reason)?.[1];
  if (earlier !== undefined) return `\`(until ${earlier})\` stands at the end, and once`;
  if (reason.length < SHORTEST_REASON) {
    return `the reason \`${reason}\` has fewer than ${SHORTEST_REASON} characters`;
  }
  return { reason, ...(until !== undefined && { until }) };
}

function dayMeant(tail: string): string | undefined {
  return (LIKE_UNTIL.exec(tail) ?? OTHER_END.exec(tail))?.[1];
}
