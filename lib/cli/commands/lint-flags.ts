import { type Command, Option } from 'commander';
import type { CommonFlags } from '../flags';
import { gather, oneOf, PATHS, withInputFlags } from '../options';
import { type BaselineFlags, withBaselineFlags } from './baseline-flags';

/** From what on `netpol lint` says no. */
export type LintFailOn = 'error' | 'warning' | 'info' | 'never';

/** Which checks run. */
export interface LintSelection {
  /** Ids, names, or blocks such as `NP1`. @default - all */
  readonly select?: readonly string[];
  /** The same, of checks that do not run. @default - none */
  readonly ignore?: readonly string[];
}

/** The flags of `lint`. */
export interface LintFlags extends CommonFlags, LintSelection, BaselineFlags {
  /** @default - error */
  readonly failOn?: LintFailOn;
  /** Makes the changes that are certain. */
  readonly fix?: boolean;
  /** Shows them instead. */
  readonly fixDryRun?: boolean;
  /** The day on which acknowledgements are judged, `YYYY-MM-DD`. @default - this day, in UTC */
  readonly today?: string;
}

/** The arguments and flags of `lint`. */
export function withLintFlags(command: Command): Command {
  return withBaselineFlags(withInputFlags(command, 'lint'))
    .description(LINT)
    .argument('[paths...]', PATHS)
    .addOption(
      new Option(
        '--fail-on <level>',
        'exit 1 from this on: error (default), warning, info, never',
      ).argParser(oneOf('level', ['error', 'warning', 'info', 'never'])),
    )
    .option('--select <checks>', 'only these: NP104, wide-open-egress, NP1; repeatable', gather)
    .option('--ignore <checks>', 'all but these; repeatable', gather)
    .option('--fix', 'make the changes that are certain, in YAML and JSON files')
    .option('--fix-dry-run', 'show them as a diff instead')
    .option('--today <day>', 'judge acknowledgements as on this day: 2027-01-31')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing of the level of --fail-on, 1 something, 2 no answer.',
    );
}

const LINT =
  'The mistakes in network policies: what they open and should not, what they cut off, and what never takes effect. Every check has a page: netpol checks NP104.';
