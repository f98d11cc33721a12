import { findingsToLines, findingsToTerminal, renderJson } from '../../renderers';
import { type Baseline, openBaseline } from '../input/baseline';
import { projectOf } from '../input/config';
import { withConfiguration } from '../input/config-flags';
import { type Loaded, loadTargets } from '../input/load-cluster';
import { dayFrom } from '../input/today';
import type { Io } from '../io';
import { deliver } from '../output/deliver';
import { during } from '../output/long-work';
import { notesFor } from '../output/notes';
import { reportRenderings } from '../output/report-renderings';
import { explainInput } from './explain-input';
import { checkFixFlags, fixLoaded } from './lint-fix';
import type { LintFlags } from './lint-flags';
import { lintLoaded } from './lint-loaded';
import { findingsToFail } from './lint-verdict';
import { refuseDocuments } from './one-document';
import { levelsFor } from './select-checks';
import { LEFT_TO_CHECKS, tellRest } from './told-by-checks';

/** `netpol lint`: the mistakes in the policies, of every target. 1 where there is one that counts. */
export async function lintAction(
  paths: readonly string[],
  given: LintFlags,
  io: Io,
): Promise<number> {
  checkFixFlags(given);
  const project = projectOf(given, io);
  const flags = withConfiguration(given, project, io);
  const levels = levelsFor(flags, project.configuration.checks);
  const baseline = openBaseline(flags, project, io);
  const today = dayFrom(flags.today);
  const targets = await loadTargets(paths, flags, io, { today, withhold: LEFT_TO_CHECKS });
  const isOneOfSeveral = targets.length > 1;
  if (isOneOfSeveral) refuseDocuments('lint', targets, flags);
  const reasons = targets.flatMap(({ target, load }, index) => {
    if (isOneOfSeveral) io.stdout.write(`${index === 0 ? '' : '\n'}target ${target}\n`);
    const own = target === undefined ? flags : { ...flags, target };
    const reason = lintOne(load(), { paths, flags: own, io, levels, baseline });
    if (reason === undefined) return [];
    return isOneOfSeveral ? [`target ${target}: ${reason}`] : [reason];
  });
  baseline.finish(notesFor(flags, io));
  for (const reason of reasons) io.stderr.write(`error: ${reason}\n`);
  return reasons.length === 0 ? 0 : 1;
}

interface Asked {
  readonly paths: readonly string[];
  readonly flags: LintFlags;
  readonly io: Io;
  readonly levels: ReturnType<typeof levelsFor>;
  readonly baseline: Baseline;
}

/** Answers about one set of manifests, and gives the reason to fail, if there is one. */
function lintOne(read: Loaded, { paths, flags, io, ...how }: Asked): string | undefined {
  const isFixed = flags.fix === true || flags.fixDryRun === true;
  const loaded = isFixed ? fixLoaded(read, how.levels, flags, io) : read;
  const result = during('running the checks', { flags, io }, (progress) =>
    lintLoaded(loaded, { ...how, progress }),
  );
  tellRest(loaded, result);
  if (flags.fixDryRun === true) return findingsToFail(result, flags.failOn);
  const details = flags.verbose === true ? 'all' : 'needed';
  const input = explainInput(paths, flags);
  deliver(
    {
      pretty: (options) =>
        findingsToTerminal(result, {
          ...options,
          details,
          texts: loaded.texts,
          input,
        }),
      plain: () => findingsToLines(result),
      json: () => renderJson(result),
      ...reportRenderings({ lint: result }, { io, failOn: flags.failOn, input }),
    },
    flags,
    io,
  );
  return findingsToFail(result, flags.failOn);
}
