import {
  diffToCsv,
  diffToMarkdown,
  diffToTerminal,
  renderJson,
  type TerminalOptions,
  toDot,
  toMermaid,
} from '../../renderers';
import type { DiffResult } from '../../results';
import { answerDiff } from '../diff/answer';
import { readSides } from '../diff/read-sides';
import { saveModel } from '../diff/saved';
import type { Io } from '../io';
import { deliver, type Renderings } from '../output/deliver';
import { version } from '../version';
import type { DiffFlags } from './diff-flags';
import { differenceToFail } from './diff-verdict';

/** `netpol diff`: what a change of manifests does to flows. 1 where it does what --fail-on names. */
export async function diffAction(
  words: readonly string[],
  flags: DiffFlags,
  io: Io,
): Promise<number> {
  if (flags.save !== undefined) {
    await saveModel(flags.save, words, flags, io);
    return 0;
  }
  const result = await readSides(words, flags, io, (sides) => answerDiff(sides, flags, io));
  deliver(renderings(result, flags), flags, io);
  const reason = differenceToFail(result, flags.failOn);
  if (reason === undefined) return 0;
  io.stderr.write(`error: ${reason}\n`);
  return 1;
}

/** Lines of a comment, where nobody knows how wide a screen is. */
const WIDTH = 100;

function renderings(result: DiffResult, { all }: DiffFlags): Renderings {
  const rows = all === true ? 'all' : 'grouped';
  const text = (how: TerminalOptions) => diffToTerminal(result, { ...how, rows });
  return {
    pretty: text,
    plain: text,
    json: () => renderJson(result),
    markdown: () =>
      diffToMarkdown(result, {
        version: version(),
        explained: diffToTerminal(result, { width: WIDTH, rows: 'all' }),
        picture: toMermaid.diff(result),
      }),
    csv: () => diffToCsv(result),
    mermaid: () => toMermaid.diff(result),
    dot: () => toDot.diff(result),
  };
}
