import type { Command } from 'commander';

/** The flags about findings that were there when counting began. */
export interface BaselineFlags {
  /** The file that holds them. @default - that of netpol.yaml, else netpol.baseline.json */
  readonly baseline?: string;
  /** The file that all findings are written to. @default - none is */
  readonly writeBaseline?: string;
  /** Takes out of the file what is no more found. */
  readonly pruneBaseline?: boolean;
}

/** Adds them to a command. */
export function withBaselineFlags(command: Command): Command {
  return command
    .option('--baseline <file>', 'findings that do not count (netpol.baseline.json)')
    .option(
      '--write-baseline <file>',
      'write all that is found there, so that only new findings count',
    )
    .option('--prune-baseline', 'take out of the baseline what is found no more');
}
