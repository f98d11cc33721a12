import { type Command, Option } from 'commander';
import type { CommonFlags } from '../flags';
import { gather, oneOf, withInputFlags } from '../options';

/** What makes `netpol diff` say no. */
export type DiffFailOn = 'broadened' | 'any' | 'never';

/** The flags of `diff`. */
export interface DiffFlags extends CommonFlags {
  /** @default - never */
  readonly failOn?: DiffFailOn;
  /** Every row, and answers of any size. */
  readonly all?: boolean;
  /** Files of intents. @default - those called intents.yaml, here and among the paths of the side after */
  readonly intents?: readonly string[];
  /** A saved model that is the side before. */
  readonly against?: string;
  /** Where to save the model of these manifests, instead of comparing. */
  readonly save?: string;
  /** Installs the packages of a revision whose lock file differs. */
  readonly install?: boolean;
}

/** The arguments and flags of `diff`. */
export function withDiffFlags(command: Command): Command {
  return withInputFlags(command, 'diff')
    .description(DIFF)
    .argument('[sides...]', SIDES)
    .option('-n, --namespace <name>', 'only flows of this namespace; repeatable', gather)
    .addOption(
      new Option('--fail-on <what>', 'exit 1 on: broadened, any, never (default)').argParser(
        oneOf('difference', ['broadened', 'any', 'never']),
      ),
    )
    .option('--all', 'every row, however many there are')
    .option(
      '--intents <file>',
      'what must hold; repeatable (intents.yaml, here and in the paths)',
      gather,
    )
    .option('--against <file>', 'compare with a saved model')
    .option('--save <file>', 'save the model of the paths: .netpol/model.json')
    .option('--install', 'run npm ci for a revision with another lock file')
    .addHelpText('after', '\nExit codes: 0 answered, 1 not as --fail-on says, 2 no answer.');
}

const SIDES = 'two files or folders; or main...HEAD, main..HEAD, main, and paths in them';

const DIFF = `What a change lets through that did not pass before, and what it stops: for the
workloads that are known, and for every pod that may come to exist. With the
rule that makes the difference.

  netpol diff before/ after/         two files or folders
  netpol diff main...HEAD            what this branch changes: runs the app of both
  netpol diff main...HEAD k8s/       the same, for manifests in the repository
  netpol diff main                   from a revision to the files as they are now
  netpol diff --save FILE [paths]    only saves a model, and later, elsewhere:
  netpol diff --against FILE [paths]`;
