import { type ExposureQuery, exposure } from '../../analyses';
import { directoryOf } from '../../ends';
import {
  exposureToCsv,
  exposureToMarkdown,
  exposureToTerminal,
  renderJson,
  type TerminalOptions,
  toDot,
  toMermaid,
} from '../../renderers';
import { loadCluster } from '../input/load-cluster';
import type { Io } from '../io';
import { deliver } from '../output/deliver';
import { during } from '../output/long-work';
import { answerEntryPoints } from './entry-points';
import type { ExposureFlags } from './exposure-flags';
import { checkNamespaceFlags, sidesFor } from './sides';

/** `netpol exposure`: what can be reached from outside, and what reaches out. */
export async function exposureAction(
  paths: readonly string[],
  flags: ExposureFlags,
  io: Io,
): Promise<number> {
  checkNamespaceFlags(flags);
  const loaded = await loadCluster(paths, flags, io);
  const { cluster, profile, notes } = loaded;
  const directory = directoryOf(cluster, flags.namespace);
  const { from, to } = sidesFor(flags, directory, { ...notes, note: () => {} });
  const asked =
    from === undefined && to === undefined
      ? {}
      : { asked: { ...(from && { egress: from }), ...(to && { ingress: to }) } };
  const result = during('computing', { flags, io }, (progress) =>
    exposure(cluster, profile, {
      entryPoints: answerEntryPoints(loaded, directory, {
        controllers: flags.ingressController,
        sides: to === undefined ? {} : { to },
      }),
      ...asked,
      ...topicsOf(flags),
      progress,
      ...(flags.all === true ? { maxPairs: Number.POSITIVE_INFINITY } : {}),
    }),
  );
  const text = (how: TerminalOptions) => exposureToTerminal(result, how);
  deliver(
    {
      pretty: text,
      plain: text,
      json: () => renderJson(result),
      csv: () => exposureToCsv(result),
      markdown: () => exposureToMarkdown(result),
      mermaid: () => toMermaid.exposure(result),
      dot: () => toDot.exposure(result),
    },
    flags,
    io,
  );
  return 0;
}

function topicsOf({ only }: ExposureFlags): Pick<ExposureQuery, 'topics'> {
  if (only === undefined) return {};
  return { topics: only.includes('internet') ? [...only, 'entry-points'] : only };
}
