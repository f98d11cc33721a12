import { oneLine } from '../../kernel';

/**
 * Where a spreadsheet would begin a formula. Behind a semicolon as well: where the comma separates
 * decimals, fields end there, and our quotes, which open after a comma, do not hold them together.
 */
const FORMULA = /(^|;)(?=[\s"]*[=+\-@＝＋－＠])/g;

/** What a reader could take for the end of a field, or trim before it looks for a formula. */
const NEEDS_QUOTES = /[",;]|^\s/;

function field(text: string): string {
  const inert = oneLine(text).replace(FORMULA, "$1'");
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** Records as CSV (RFC 4180, lines end with a line feed); no field is a formula or breaks a line. */
export function csvRecords(records: readonly (readonly string[])[]): string {
  return [...csvPieces(records)].join('');
}

/** The same text, record by record. */
export function* csvPieces(records: Iterable<readonly string[]>): Generator<string> {
  for (const record of records) yield `${record.map(field).join(',')}\n`;
}
