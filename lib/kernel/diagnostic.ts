import { formatCodeLine, formatSource, type Source } from './source';
import { oneLine } from './text';

/** How bad a diagnostic is. An `error` means there is no answer; a `warning` means read the answer with care. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * One thing worth telling the person who wrote the input. `code` is stable (`room/kebab-case`);
 * `message` depends on the data and is one line; `why` and `help` explain the code.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly source?: Source;
  readonly why?: string;
  /** What to do, beginning with a verb. */
  readonly help?: string;
  /** Other places that have to do with it, such as the rule that breaks a promise. */
  readonly related?: readonly RelatedPlace[];
}

/** A second place that a diagnostic is about, and what is there. */
export interface RelatedPlace {
  /** One line: `NetworkPolicy shop/debug ingress[0] lets it in`. */
  readonly message: string;
  readonly source?: Source;
}

/** A diagnostic as a person reads it: what, where, why, and how to fix it. Safe for a terminal. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, code, message, source, why, help, related = [] } = diagnostic;
  const lines = [`${severity}[${code}]  ${oneLine(message)}`];
  if (source !== undefined) lines.push(...placeLines('at', source));
  for (const { message: what, source: place } of related) {
    lines.push(`  by    ${oneLine(what)}`);
    if (place !== undefined) lines.push(...placeLines('', place));
  }
  if (why !== undefined) lines.push(`  why   ${oneLine(why)}`);
  if (help !== undefined) lines.push(`  help  ${oneLine(help)}`);
  return lines.join('\n');
}

/** Where something is: the file, and below it the construct and the line of TypeScript. */
function placeLines(label: string, source: Source): readonly string[] {
  const path = source.path === undefined || source.path === '' ? '' : `  ${source.path}`;
  const { construct, typescript } = source;
  return [
    `  ${label.padEnd(6)}${oneLine(formatSource(source) + path)}`,
    ...(construct === undefined ? [] : [`        construct ${oneLine(construct)}`]),
    ...(typescript === undefined ? [] : [`        ${oneLine(formatCodeLine(typescript))}`]),
  ];
}

/** Whether any of `diagnostics` forbids an answer. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
