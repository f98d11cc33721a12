import { checkIntents } from '../../analyses';
import { type Diagnostic, formatDiagnostic, UsageError } from '../../kernel';
import type { Place } from '../../manifests';
import {
  intentsToTerminal,
  intentWarnings,
  renderJson,
  type TerminalOptions,
} from '../../renderers';
import type { CheckResult } from '../../results';
import type { CheckFlags } from '../flags';
import { openBaseline } from '../input/baseline';
import { projectOf } from '../input/config';
import { withConfiguration } from '../input/config-flags';
import { eachOnce, intentsHere, namedIntents, readIntents } from '../input/intents-files';
import { type Loaded, loadTargets } from '../input/load-cluster';
import { dayFrom } from '../input/today';
import type { Io } from '../io';
import { deliver, type Renderings } from '../output/deliver';
import { during } from '../output/long-work';
import { reportRenderings } from '../output/report-renderings';
import { reasonToFail } from './check-verdict';
import { explainInput } from './explain-input';
import { type LintLoadedOptions, lintLoaded } from './lint-loaded';
import { refuseDocuments } from './one-document';
import { LEFT_TO_CHECKS, tellRest } from './told-by-checks';

/**
 * `netpol check`: whether every intent holds, in every target, and what the checks report. 1 where
 * one does not, nothing says so, or there is an error.
 */
export async function checkAction(
  paths: readonly string[],
  given: CheckFlags,
  io: Io,
): Promise<number> {
  const project = projectOf(given, io);
  const flags = withConfiguration(given, project, io);
  const today = dayFrom(flags.today);
  const named = namedIntents(flags.intents, io);
  const targets = await loadTargets(paths, flags, io, {
    intents: named,
    today,
    withhold: LEFT_TO_CHECKS,
  });
  const isOneOfSeveral = targets.length > 1;
  if (isOneOfSeveral) refuseDocuments('check', targets, flags);
  const reasons = targets.flatMap(({ target, load }, index) => {
    const own = target === undefined ? flags : { ...flags, target };
    if (isOneOfSeveral) io.stdout.write(`${index === 0 ? '' : '\n'}target ${target}\n`);
    const found = checkOne(load(), { paths, flags: own, io, today, named });
    return isOneOfSeveral ? found.map((reason) => `target ${target}: ${reason}`) : found;
  });
  for (const reason of reasons) io.stderr.write(`error: ${reason}\n`);
  return reasons.length === 0 ? 0 : 1;
}

/** What one check was asked. */
interface Asked {
  readonly paths: readonly string[];
  readonly flags: CheckFlags;
  readonly io: Io;
  readonly today: string;
  readonly named: readonly Place[];
}

/** Answers about one set of manifests, and gives the reason to fail, if there is one. */
function checkOne(loaded: Loaded, { paths, flags, io, today, named }: Asked): readonly string[] {
  const { cluster, profile, notes } = loaded;
  const stated = readIntents(filesFor(flags, named, loaded, io));
  notes.diagnostics(stated.diagnostics);
  const statements = [...loaded.statements, ...stated.statements];
  if (statements.every(({ intents }) => intents.length === 0)) refuseNone(flags);
  const lint =
    flags.lint === false
      ? undefined
      : during('running the checks', { flags, io }, (progress) =>
          lintLoaded(loaded, { ...lintOptions(loaded, io), progress }),
        );
  tellRest(loaded, lint);
  const intents = during('proving the intents', { flags, io }, (progress) =>
    checkIntents(cluster, profile, { statements, today, progress }),
  );
  const result: CheckResult = { ...intents, ...(lint !== undefined && { lint }) };
  const { errors, warnings } = bySeverity([...loaded.findings, ...intentWarnings(result)]);
  notes.diagnostics(warnings);
  for (const error of errors) io.stderr.write(`${formatDiagnostic(error)}\n\n`);
  deliver(renderings(result, paths, flags, io), flags, io);
  const reason = reasonToFail(
    result,
    {
      policies: cluster.policies.length + cluster.unmodelled.length,
      errors: errors.length,
      warnings: notes.warnings(),
    },
    flags.failOn,
  );
  return reason === undefined ? [] : [reason];
}

function lintOptions({ project }: Loaded, io: Io): LintLoadedOptions {
  const baseline = openBaseline({}, project, io);
  return { levels: project.configuration.checks, baseline };
}

/** Errors about which there is an answer all the same, and the rest. */
function bySeverity(found: readonly Diagnostic[]) {
  const isError = ({ severity }: Diagnostic) => severity === 'error';
  return { errors: found.filter(isError), warnings: found.filter((each) => !isError(each)) };
}

/** Named files only, where any is named; else those that lie where one looks. */
function filesFor(
  { intents }: CheckFlags,
  named: readonly Place[],
  { intentsFiles, notes }: Loaded,
  io: Io,
): readonly Place[] {
  const found = eachOnce([...intentsFiles, ...intentsHere(io)]);
  const used = intents === undefined ? found : eachOnce(named);
  for (const { called } of used) notes.detail(`intents ${called}`);
  for (const { called } of eachOnce([...used, ...found]).slice(used.length)) {
    notes.detail(`intents ${called} left out: --intents names others`);
  }
  return used;
}

function refuseNone({ allowNoIntents }: CheckFlags): void {
  if (allowNoIntents === true) return;
  throw new UsageError(
    'no intents: nothing says what must hold, so there is nothing to prove',
    'state one in intents.yaml, or with new Intent(...) in an app that is a PolicyApp or calls verify(app): a plain App leaves none; --allow-no-intents accepts none',
  );
}

function renderings(
  result: CheckResult,
  paths: readonly string[],
  flags: CheckFlags,
  io: Io,
): Renderings {
  const { lint } = result;
  const input = explainInput(paths, flags);
  const details = flags.verbose === true ? 'all' : 'needed';
  const text = (how: TerminalOptions) => intentsToTerminal(result, { ...how, details, input });
  return {
    pretty: text,
    plain: text,
    json: () => renderJson(result),
    ...reportRenderings(
      { intents: result, ...(lint !== undefined && { lint }) },
      { io, failOn: flags.failOn, input },
    ),
  };
}
