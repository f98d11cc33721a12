import { type BlastQuery, blast } from '../../analyses';
import { type Directory, directoryOf, findPods } from '../../ends';
import {
  blastToCsv,
  blastToMarkdown,
  blastToTerminal,
  renderJson,
  type TerminalOptions,
  toDot,
  toMermaid,
} from '../../renderers';
import { loadCluster } from '../input/load-cluster';
import type { Io } from '../io';
import { deliver } from '../output/deliver';
import { during } from '../output/long-work';
import type { BlastFlags } from './blast-flags';
import { anyOf, inNamespaces } from './end-filter';
import { splitArguments } from './explain-arguments';

/** `netpol blast`: what falls with a workload; without one, with which the most. */
export async function blastAction(
  [first, others]: readonly [first: string | undefined, others: readonly string[]],
  flags: BlastFlags,
  io: Io,
): Promise<number> {
  const { to: word, paths } = splitArguments(first, others, io);
  const { cluster, profile, notes } = await loadCluster(paths, flags, io);
  const directory = directoryOf(cluster, flags.namespace);
  const result = during('computing', { flags, io }, (progress) =>
    blast(cluster, profile, {
      ...askedFor(word, directory, flags, notes.note),
      progress,
      ...(flags.all === true ? { maxPairs: Number.POSITIVE_INFINITY } : {}),
    }),
  );
  const rows = flags.all === true ? 'all' : 'first';
  const text = (how: TerminalOptions) => blastToTerminal(result, { ...how, rows });
  deliver(
    {
      pretty: text,
      plain: text,
      json: () => renderJson(result),
      csv: () => blastToCsv(result),
      markdown: () => blastToMarkdown(result),
      mermaid: () => toMermaid.blast(result),
      dot: () => toDot.blast(result),
    },
    flags,
    io,
  );
  return 0;
}

/** @throws {UsageError} for a word that is no workload, or several */
function askedFor(
  word: string | undefined,
  directory: Directory,
  { namespace }: BlastFlags,
  say: (text: string) => void,
): BlastQuery {
  if (word !== undefined) {
    const isSeveral = word.endsWith('/*');
    // A pod of several is taken with all that policies do not tell from it.
    if (!isSeveral) findPods(word, directory);
    const taken = anyOf([word], directory, say);
    return taken === undefined ? {} : { taken };
  }
  const ranked = inNamespaces(namespace, directory);
  return ranked === undefined ? {} : { ranked };
}
