import { InternalError, InvalidInputError, UsageError } from '../kernel/errors';
import { count, oneLine } from '../kernel/text';
import type { Io } from './io';

/** Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** There is no answer. */
const NO_ANSWER = 2;

/** What the shell gives a command that Ctrl-C ended. */
export const INTERRUPTED = 130;

/** Says on stderr why there is no answer, the reason last, and gives the exit code. */
export function reportFailure(failure: unknown, { stderr }: Io): number {
  if (failure instanceof Interrupted) {
    stderr.write('error: interrupted\n');
    return INTERRUPTED;
  }
  if (failure instanceof InvalidInputError) {
    const errors = failure.diagnostics.filter(({ severity }) => severity === 'error').length;
    stderr.write(
      `${failure.message}\n\nerror: ${count(errors, 'error')} in the input, so no answer\n`,
    );
    return NO_ANSWER;
  }
  stderr.write(`error: ${oneLine(reasonOf(failure))}\n`);
  return NO_ANSWER;
}

function reasonOf(failure: unknown): string {
  if (failure instanceof UsageError) {
    return failure.help === undefined ? failure.message : `${failure.message} (${failure.help})`;
  }
  if (failure instanceof InternalError) return failure.message;
  const what = failure instanceof Error ? failure.message : String(failure);
  return new InternalError(what === '' ? 'an error without a message' : what).message;
}
