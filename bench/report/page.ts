import { readFileSync, writeFileSync } from 'node:fs';
import { InternalError } from '#netpol/kernel';

const BEGIN = '<!-- begin: written by npm run bench -->';
const END = '<!-- end -->';

/** The text between the markers of a page. */
export function readBetweenMarkers(page: string): string {
  return splitAtMarkers(page).text.trim();
}

/** Puts text between the markers of a page. */
export function writeBetweenMarkers(page: string, text: string): void {
  const { head, tail } = splitAtMarkers(page);
  writeFileSync(page, `${head}\n\n${text}\n\n${tail}`);
}

function splitAtMarkers(page: string) {
  const whole = readFileSync(page, 'utf8');
  const [begin, end] = [whole.indexOf(BEGIN), whole.indexOf(END)];
  if (begin < 0 || end < begin) throw new InternalError(`${page} has no markers for the table`);
  const from = begin + BEGIN.length;
  return { head: whole.slice(0, from), text: whole.slice(from, end), tail: whole.slice(end) };
}
