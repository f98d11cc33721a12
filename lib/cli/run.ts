import { actions } from './actions';
import type { Io } from './io';
import { runWith } from './run-with';

/** Runs the command line `argv`, without `node` and the script, and gives the exit code. */
export function run(argv: readonly string[], io: Io): Promise<number> {
  return runWith(() => actions, argv, io);
}
