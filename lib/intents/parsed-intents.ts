import type { Diagnostic, Statement } from '../kernel';

/** What an intents file says, and everything wrong with it. */
export interface ParsedIntents {
  /** One for each intent that could be read, in the order of the file. */
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
}
