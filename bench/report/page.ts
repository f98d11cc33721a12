import { readFileSync, writeFileSync } from 'node:fs';
import { InternalError } from '#netpol/kernel';

const BEGIN = '<!-- begin: written by npm run bench -->';
const END = '<!-- end -->';

/** Puts text between the markers of a page. */
export function writeBetweenMarkers(page: string, text: string): void {
  const old = readFileSync(page, 'utf8');
  const [begin, end] = [old.indexOf(BEGIN), old.indexOf(END)];
  if (begin < 0 || end < begin) throw new InternalError(`${page} has no markers for the table`);
  const head = old.slice(0, begin + BEGIN.length);
  writeFileSync(page, `${head}\n\n${text}\n\n${old.slice(end)}`);
}
