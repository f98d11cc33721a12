import { explainWorkloads } from '../../analyses';
import { type Directory, findEnds, splitPort } from '../../ends';
import { UsageError } from '../../kernel';
import {
  renderJson,
  type TerminalOptions,
  workloadsToMarkdown,
  workloadsToTerminal,
} from '../../renderers';
import type { ExplainFlags } from '../flags';
import type { Loaded } from '../input/load-cluster';
import type { Io } from '../io';
import { deliver, FILE_WIDTH } from '../output/deliver';
import { during } from '../output/long-work';

/** `netpol explain` with one end: which policies govern it, and what they let in and out. */
export function explainOne(
  text: string,
  flags: ExplainFlags,
  { cluster, profile, notes, directory }: Loaded & { readonly directory: Directory },
  io: Io,
): number {
  if (flags.expect !== undefined) {
    throw new UsageError('--expect is about a flow, and a flow has two ends', 'name where it ends');
  }
  const { name, port } = splitPort(text);
  if (port !== undefined) {
    throw new UsageError(
      `\`${text}\` has a port, and no other end`,
      `ask about ${name}, or add one`,
    );
  }
  const found = findEnds(name, directory, notes.note);
  const ends = found.flatMap((end) => ('pods' in end ? [end] : []));
  if (ends.length === 0) {
    throw new UsageError(
      `no policy governs ${name}: it is outside the cluster`,
      'name a workload, or a second end',
    );
  }
  const result = during('computing', { flags, io }, () => explainWorkloads(cluster, profile, ends));
  const repeats = flags.verbose === true ? 'shown' : 'folded';
  const shown = (how: TerminalOptions) => workloadsToTerminal(result, { ...how, repeats });
  const markdown = (how: TerminalOptions) =>
    workloadsToMarkdown(result, shown({ ...how, width: FILE_WIDTH, style: {} }));
  deliver({ pretty: shown, plain: shown, json: () => renderJson(result), markdown }, flags, io);
  return 0;
}
