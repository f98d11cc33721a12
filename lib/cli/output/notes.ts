import {
  type Diagnostic,
  formatDiagnostic,
  hasErrors,
  InvalidInputError,
  oneLine,
} from '../../kernel';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { fewOfEach } from './few-of-each';

/** What is said beside the answer: on stderr, and no more of it than was asked for. */
export interface Notes {
  /** Worth knowing for whoever reads the answer; silent with -q. */
  note(text: string): void;
  /** Only with -v. */
  detail(text: string): void;
  /**
   * Prints warnings, of very many alike the first ones; with -v every one, and all the rest.
   * @throws {InvalidInputError} with everything, when there is any error
   */
  diagnostics(diagnostics: readonly Diagnostic[]): void;
  /** How many warnings there were, printed or not. */
  warnings(): number;
}

/** The notes of one run. */
export function notesFor({ quiet = false, verbose = false }: CommonFlags, { stderr }: Io): Notes {
  const note = (text: string) => {
    if (!quiet) stderr.write(`${oneLine(text)}\n`);
  };
  const shown = verbose ? (all: readonly Diagnostic[]) => all : fewOfEach;
  let warnings = 0;
  return {
    note,
    detail: (text) => {
      if (verbose) note(text);
    },
    diagnostics: (diagnostics) => {
      if (hasErrors(diagnostics)) {
        throw new InvalidInputError(
          shown(diagnostics.filter(({ severity }) => severity !== 'info')),
        );
      }
      warnings += diagnostics.filter(({ severity }) => severity === 'warning').length;
      if (quiet) return;
      for (const diagnostic of shown(diagnostics)) {
        if (diagnostic.severity !== 'info') stderr.write(`${formatDiagnostic(diagnostic)}\n\n`);
        else if (verbose) note(`info    ${diagnostic.message}`);
      }
    },
    warnings: () => warnings,
  };
}
