import { type Command, Option } from 'commander';
import type { ExposureTopic } from '../../results';
import type { ReachFlags } from '../flags';
import { gather, oneOf, PATHS, withCommonFlags } from '../options';

/** What `--only` may name; the internet comes in through entry points as well. */
const TOPICS = [
  'internet',
  'entry-points',
  'private',
  'namespaces',
  'possible',
  'metadata',
  'api-server',
] as const;

/** The flags of `exposure`. */
export interface ExposureFlags extends Omit<ReachFlags, 'granularity'> {
  /** @default - everything */
  readonly only?: readonly ExposureTopic[];
}

/** The arguments and flags of `exposure`. */
export function withExposureFlags(command: Command): Command {
  const topic = oneOf('topic', TOPICS);
  return withCommonFlags(command, 'exposure')
    .description(EXPOSURE)
    .argument('[paths...]', PATHS)
    .option(
      '--to <end>',
      'only what reaches this workload; ns/* is a namespace; repeatable',
      gather,
    )
    .option('--from <end>', 'only what this workload reaches; repeatable', gather)
    .addOption(
      new Option('--only <topic>', `${TOPICS.join(', ')}; repeatable`).argParser(
        (text: string, before: readonly string[] = []) => [
          ...before,
          ...text.split(',').map((each) => topic(each.trim())),
        ],
      ),
    )
    .option('--all', 'answer however large the answer is');
}

const EXPOSURE =
  'What of each workload the outside, other namespaces and pods that do not exist yet can reach; and what of these, of cloud metadata and of the API server it reaches. With the rule that opens each.';
