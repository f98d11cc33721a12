import { evidence } from '../../analyses';
import { directoryOf } from '../../ends';
import {
  evidenceToCsv,
  evidenceToMarkdown,
  evidenceToTerminal,
  renderJson,
  type TerminalOptions,
} from '../../renderers';
import type { EvidenceFlags } from '../flags';
import { loadCluster } from '../input/load-cluster';
import { dayFrom } from '../input/today';
import type { Io } from '../io';
import { deliver } from '../output/deliver';
import { during } from '../output/long-work';
import { checkNamespaceFlags, sidesFor } from './sides';

/** `netpol evidence`: every allowed flow, and why it is allowed. */
export async function evidenceAction(
  paths: readonly string[],
  flags: EvidenceFlags,
  io: Io,
): Promise<number> {
  checkNamespaceFlags(flags);
  const today = dayFrom(flags.today);
  const { cluster, profile, notes, unmodelled } = await loadCluster(paths, flags, io, { today });
  const sides = sidesFor(flags, directoryOf(cluster, flags.namespace), notes);
  const result = during('computing', { flags, io }, (progress) =>
    evidence(cluster, profile, {
      ...sides,
      today,
      unmodelled,
      progress,
      granularity: flags.granularity ?? 'workload',
      ...(flags.all === true ? { maxPairs: Number.POSITIVE_INFINITY } : {}),
    }),
  );
  const text = (how: TerminalOptions) => evidenceToTerminal(result, how);
  deliver(
    {
      pretty: text,
      plain: text,
      json: () => renderJson(result),
      csv: () => evidenceToCsv(result),
      markdown: () => evidenceToMarkdown(result),
    },
    flags,
    io,
  );
  return 0;
}
