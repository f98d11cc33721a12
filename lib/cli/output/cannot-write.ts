import { failureCode, UsageError } from '../../kernel/errors';

/** What the system says where there is no room left. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * What people are told of a failure to write; `advice` is for where room is not what is missing.
 *
 * @throws `failure` itself where the system refuses nothing: making what was to be written failed
 */
export function cannotWrite(what: string, failure: unknown, advice: string): UsageError {
  const code = failureCode(failure);
  if (code === undefined) throw failure;
  const help = FULL.has(code) ? 'make room, or write it elsewhere' : advice;
  return new UsageError(`cannot write ${what}: ${code}`, help);
}
