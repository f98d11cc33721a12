import { type ReportPlace, reportPlaces } from './places';
import type { ReportItem, ReportOptions } from './reported';

/** What more a report says of an item than its message, one line each: what comes of it, where else to look, what to do. */
export function itemLines(item: ReportItem, options: ReportOptions): readonly string[] {
  const { facts, related, help } = item;
  const seen = related.map(({ message, source }) => {
    if (source === undefined) return message;
    const [place] = reportPlaces(source, options);
    return `${message} (${placeLine(place)})`;
  });
  return [...facts, ...seen, `help: ${help}`];
}

/** `policies.ts:52`. */
export function placeLine({ file, line }: ReportPlace): string {
  return line === undefined ? file : `${file}:${line}`;
}
