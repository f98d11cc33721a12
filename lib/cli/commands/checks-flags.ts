import type { Command } from 'commander';
import { withAnswerFlags } from '../options';
import type { Format } from '../output/format';
import type { Report } from '../output/report';

/** The flags of `checks`, which reads no manifests. */
export interface ChecksFlags {
  /** @default - pretty */
  readonly output?: Format;
  /** Further copies of the answer. @default - none */
  readonly report?: readonly Report[];
  readonly color?: boolean;
}

/** The arguments and flags of `checks`. */
export function withChecksFlags(command: Command): Command {
  return withAnswerFlags(command, 'checks')
    .description(CHECKS)
    .argument('[check]', 'NP104, or wide-open-egress: the page of one; without it, the list')
    .option('--color', 'colour, whatever stdout is')
    .option('--no-color', 'no colour')
    .addHelpText('after', '\nExit codes: 0 answered, 2 no answer.');
}

const CHECKS =
  'The checks of netpol lint: the list, or the page of one, with what it finds, why that matters, how it is decided, and what to write instead.';
