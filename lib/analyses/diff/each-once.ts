import type { DiffCause } from '../../results';

/** The same causes, each once, in the order in which they come first. */
export function eachOnce(causes: readonly DiffCause[]): readonly DiffCause[] {
  return [...new Map(causes.map((each) => [JSON.stringify(each), each])).values()];
}
