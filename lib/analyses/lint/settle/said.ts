import {
  type CheckWords,
  checksCalled,
  type Diagnostic,
  noSuchCheck,
  oneLine,
  type Source,
} from '../../../kernel';
import type { Acceptance } from './acceptance';

/** What was accepted in one way, and what was meant to be and cannot be read. */
export interface Said {
  readonly acceptances: readonly Acceptance[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What several places say. */
export function together(said: readonly Said[]): Said {
  return {
    acceptances: said.flatMap(({ acceptances }) => acceptances),
    diagnostics: said.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** A text that was meant to accept something: a warning, because the finding counts all the same. */
export function unreadable(message: string, source: Source, help: string): Said {
  const diagnostic: Diagnostic = {
    code: 'lint/bad-acknowledgement',
    severity: 'warning',
    message: oneLine(message),
    source,
    why: 'what cannot be read acknowledges nothing, and the finding counts',
    help,
  };
  return { acceptances: [], diagnostics: [diagnostic] };
}

/** What is wrong with the word for a check; undefined where it means one. */
export function objectionTo(word: string, checks: readonly CheckWords[]): string | undefined {
  return checksCalled(word, checks).length > 0 ? undefined : noSuchCheck(word, checks);
}
