import { readFileSync } from 'node:fs';
import { joinIntents, parseIntents } from '../intents';
import {
  type Diagnostic,
  failureCode,
  hasErrors,
  InvalidInputError,
  type Statement,
  UsageError,
} from '../kernel';
import { type IntentsInput, isFilesAt } from './input';

/** What intents say, and what is wrong with them. */
export interface GivenIntents {
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
}

/** @throws {UsageError} for a file that cannot be read */
export function readIntents(input: IntentsInput): GivenIntents {
  if (typeof input === 'string') return parseIntents(input, '(in memory)');
  if (!isFilesAt(input)) return { statements: input, diagnostics: [] };
  return joinIntents(input.paths.map((path) => parseIntents(textOf(path), path)));
}

/** The same, without diagnostics to judge. @throws {InvalidInputError} with everything that is wrong */
export function readStatements(input: IntentsInput): readonly Statement[] {
  const { statements, diagnostics } = readIntents(input);
  if (!hasErrors(diagnostics)) return statements;
  throw new InvalidInputError(diagnostics.filter(({ severity }) => severity !== 'info'));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    const reason = failureCode(failure) ?? 'unknown';
    throw new UsageError(`cannot read the intents in \`${path}\`: ${reason}`, 'correct the path');
  }
}
