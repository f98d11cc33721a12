import { oneLine } from '../../kernel';

/** What an annotation says beside its text. */
export interface AnnotationProperties {
  readonly file: string;
  readonly line?: number;
  readonly col?: number;
  readonly title: string;
}

/** A line that the log of GitHub Actions shows at a line of a file. */
export function annotation(
  level: 'error' | 'warning' | 'notice',
  properties: AnnotationProperties,
  lines: readonly string[],
): string {
  const named = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  );
  return `::${level} ${named.join(',')}::${lines.map(data).join('%0A')}\n`;
}

function data(text: string): string {
  return oneLine(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
