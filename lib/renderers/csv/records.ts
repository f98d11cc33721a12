import { oneLine } from '../../kernel';

/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@]/;

function field(text: string): string {
  const line = oneLine(text);
  const inert = FORMULA.test(line) ? `'${line}` : line;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** Records as CSV (RFC 4180, lines end with a line feed); no field is a formula or breaks a line. */
export function csvRecords(records: readonly (readonly string[])[]): string {
  return records.map((record) => `${record.map(field).join(',')}\n`).join('');
}
