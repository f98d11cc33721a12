import { CommanderError } from 'commander';
import { UsageError } from '../kernel/errors';
import type { Actions } from './actions';
import { reportFailure } from './failures';
import type { Io } from './io';
import { withProgress } from './output/progress';
import { buildProgram } from './program';

/** Runs a command line, loading what the verbs need only when one is run. */
export async function runWith(
  load: () => Actions,
  argv: readonly string[],
  given: Io,
): Promise<number> {
  const io = withProgress(given);
  let code = 0;
  const program = buildProgram(load, io, (answered) => {
    code = answered;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (failure) {
    if (!(failure instanceof CommanderError)) return reportFailure(failure, io);
    if (failure.exitCode === 0) return 0;
    const verb = program.commands.find((each) => each.name() === argv[0])?.name();
    return reportFailure(usageError(failure, verb), io);
  } finally {
    io.progress?.end();
  }
}

/** The parser's complaint in our words: one line, with what was probably meant. */
function usageError({ code, message }: CommanderError, verb: string | undefined): UsageError {
  if (code === 'commander.help') return new UsageError('no verb given', 'run netpol --help');
  const [first = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const meant = /^\(Did you mean (?:one of )?(.+)\?\)$/.exec(suggestion ?? '')?.[1];
  const help = `run netpol ${verb === undefined ? '' : `${verb} `}--help`;
  return new UsageError(meant === undefined ? first : `${first}. Did you mean ${meant}?`, help);
}
