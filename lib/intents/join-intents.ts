import { type Diagnostic, formatSource, type Statement, short } from '../kernel';
import type { ParsedIntents } from './parsed-intents';
import { problem } from './problem';

/** What several files say together: an intent is called by its name, also by those of another file. */
export function joinIntents(files: readonly ParsedIntents[]): ParsedIntents {
  const statements = files.flatMap((file) => file.statements);
  const found = files.flatMap(({ diagnostics }) => diagnostics);
  const told = new Set(found.map(({ message }) => message));
  const across = duplicateNames(statements).filter(({ message }) => !told.has(message));
  return { statements, diagnostics: [...found, ...across] };
}

/** One diagnostic for each intent whose name another one has before it. */
export function duplicateNames(statements: readonly Statement[]): Diagnostic[] {
  const first = new Map<string, Statement>();
  return statements.flatMap((statement): Diagnostic[] => {
    const { intents: [intent] = [], source } = statement;
    if (intent === undefined || source === undefined) return [];
    const other = first.get(intent.name);
    if (other?.source === undefined) {
      first.set(intent.name, statement);
      return [];
    }
    const message = `\`${short(intent.name)}\` is also the name of the intent at ${formatSource(other.source)}`;
    return [problem('intents/duplicate-name', message, source)];
  });
}
