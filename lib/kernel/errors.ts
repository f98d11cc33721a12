import { type Diagnostic, formatDiagnostic } from './diagnostic';

/**
 * The author's manifest, construct or intent cannot be used. Carries every problem found, not the
 * first. The command line exits with 2.
 */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  // Private to the language, so that Node does not print them a second time below the message.
  readonly #diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n\n'));
    this.#diagnostics = diagnostics;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }
}

/** The command line or the configuration is wrong. Exit 2. `help` begins with a verb. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

/** What the system says is wrong, as `ENOENT`; undefined for what is no failure of the system. */
export function failureCode(failure: unknown): string | undefined {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : undefined;
}

/** Our bug: something we promised ourselves does not hold. Exit 2, with the request to report it. */
export class InternalError extends Error {
  override readonly name = 'InternalError';

  constructor(message: string) {
    super(
      `${message}. This is a bug in cdk8s-netpol: please report it with the input that caused it.`,
    );
  }
}
