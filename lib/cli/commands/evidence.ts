import { evidence } from '../../analyses';
import { directoryOf } from '../../ends';
import { evidenceToCsv, evidenceToMarkdown, evidenceToTerminal, renderJson } from '../../renderers';
import type { EvidenceResult } from '../../results';
import type { EvidenceFlags } from '../flags';
import { loadCluster } from '../input/load-cluster';
import { dayFrom } from '../input/today';
import type { Io } from '../io';
import { terminalOptions } from '../output/terminal';
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
  const result = evidence(cluster, profile, {
    ...sides,
    today,
    unmodelled,
    granularity: flags.granularity ?? 'workload',
    ...(flags.all === true ? { maxPairs: Number.POSITIVE_INFINITY } : {}),
  });
  io.stdout.write(render(result, flags, io));
  return 0;
}

function render(result: EvidenceResult, flags: EvidenceFlags, io: Io): string {
  switch (flags.output ?? 'pretty') {
    case 'pretty':
    case 'plain':
      return evidenceToTerminal(result, terminalOptions(flags, io));
    case 'json':
      return renderJson(result);
    case 'csv':
      return evidenceToCsv(result);
    case 'markdown':
      return evidenceToMarkdown(result);
  }
}
