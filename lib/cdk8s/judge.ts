import { type Diagnostic, formatDiagnostic, InvalidInputError } from '../kernel';

/**
 * Refuses what is wrong with an app, and else prints what is worth a warning on stderr: stdout may
 * be the manifests.
 *
 * @throws {InvalidInputError} with every error, when there is any
 */
export function judge(found: readonly Diagnostic[]): void {
  const errors = errorsOf(found);
  if (errors.length > 0) throw new InvalidInputError(errors);
  for (const warning of found) process.stderr.write(`${formatDiagnostic(warning)}\n\n`);
}

/** The diagnostics that forbid a synthesis. */
export function errorsOf(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.filter(({ severity }) => severity === 'error');
}
