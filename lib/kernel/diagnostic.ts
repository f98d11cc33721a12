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
}

/** A diagnostic as a person reads it: what, where, why, and how to fix it. Safe for a terminal. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, code, message, source, why, help } = diagnostic;
  const lines = [`${severity}[${code}]  ${oneLine(message)}`];
  if (source !== undefined) {
    const path = source.path === undefined || source.path === '' ? '' : `  ${source.path}`;
    lines.push(`  at    ${oneLine(formatSource(source) + path)}`);
    if (source.construct !== undefined)
      lines.push(`        construct ${oneLine(source.construct)}`);
    if (source.typescript !== undefined) {
      lines.push(`        ${oneLine(formatCodeLine(source.typescript))}`);
    }
  }
  if (why !== undefined) lines.push(`  why   ${oneLine(why)}`);
  if (help !== undefined) lines.push(`  help  ${oneLine(help)}`);
  return lines.join('\n');
}

/** Whether any of `diagnostics` forbids an answer. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
