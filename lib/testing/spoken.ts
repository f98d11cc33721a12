import { UsageError } from '../kernel';

/**
 * Asks with the help of a refusal in its message: a test runner prints the message and nothing else.
 *
 * @throws {UsageError} as `ask` does
 */
export function spoken<T>(ask: () => T): T {
  try {
    return ask();
  } catch (thrown) {
    if (!(thrown instanceof UsageError) || thrown.help === undefined) throw thrown;
    throw new UsageError(`${thrown.message} (${thrown.help})`);
  }
}
