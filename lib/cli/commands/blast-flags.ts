import type { Command } from 'commander';
import type { CommonFlags } from '../flags';
import { gather, PATHS, withInputFlags } from '../options';

/** The flags of `blast`. */
export interface BlastFlags extends CommonFlags {
  /** Every row, and answers of any size. */
  readonly all?: boolean;
}

/** The arguments and flags of `blast`. */
export function withBlastFlags(command: Command): Command {
  return withInputFlags(command, 'blast')
    .description(BLAST)
    .argument('[workload]', 'the one that is taken; without it all are ranked, the worst first')
    .argument('[paths...]', PATHS)
    .option(
      '-n, --namespace <name>',
      'workloads and bare names of this namespace; repeatable',
      gather,
    )
    .option('--all', 'every row, and answer however large the answer is')
    .addHelpText('after', '\nExit codes: 0 answered, 2 no answer.');
}

const BLAST =
  'What an attacker reaches who has taken a workload, and takes whatever is reached on any port: in how many steps, by which path, through which rules.';
