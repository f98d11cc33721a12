import { blastChanges, blastSizes, checkIntents, diff } from '../../analyses';
import { didYouMean, type Statement, UsageError } from '../../kernel';
import type { Place } from '../../manifests';
import type { DiffResult, Endpoint, IntentsResult } from '../../results';
import type { DiffFlags } from '../commands/diff-flags';
import { eachOnce, intentsHere, namedIntents, readIntents } from '../input/intents-files';
import type { Io } from '../io';
import { during } from '../output/long-work';
import type { ComparedSide, ComparedSides, SideFacts } from './sides';

/** What the change does to flows, and to the intents that are stated after it. */
export function answerDiff({ before, after }: ComparedSides, flags: DiffFlags, io: Io): DiffResult {
  const { profile, notes } = after.loaded;
  if (before.loaded.profile.name !== profile.name) {
    notes.note(
      `note: ${before.name} is for profile ${before.loaded.profile.name}; both sides are judged under ${profile.name}`,
    );
  }
  const statements = statementsOf(before, after, flags, io);
  const prove = ({ cluster }: SideFacts): IntentsResult =>
    during('proving the intents', { flags, io }, (progress) =>
      checkIntents(cluster, profile, { statements, today: after.loaded.today, progress }),
    );
  const hasIntents = statements.some(({ intents }) => intents.length > 0);
  const wanted = new Set(flags.namespace ?? []);
  for (const name of wanted) refuseUnknown(name, before.loaded, after.loaded);
  const isAbout = (endpoint: Endpoint) =>
    endpoint.kind === 'workload' && wanted.has(endpoint.namespace);
  const intents = hasIntents && { before: prove(before.loaded), after: prove(after.loaded) };
  const result = during('comparing', { flags, io }, () =>
    diff(before.loaded.cluster, after.loaded.cluster, profile, {
      names: { before: before.name, after: after.name },
      ...(wanted.size > 0 && { about: isAbout }),
      ...(flags.all === true && { maxPairs: Number.POSITIVE_INFINITY }),
      ...(intents && { intents }),
    }),
  );
  if (isUnchanged(result)) return result;
  const sizes = ({ cluster }: SideFacts) => blastSizes(cluster, profile);
  const fallen = during('measuring what falls', { flags, io }, () =>
    blastChanges({ before: sizes(before.loaded), after: sizes(after.loaded) }),
  );
  const shown =
    wanted.size === 0 ? fallen : fallen.filter(({ workload }) => wanted.has(homeOf(workload)));
  return { ...result, blast: shown };
}

/** A misspelt namespace has no flows, and so none that broadens. @throws {UsageError} where neither side has it */
function refuseUnknown(name: string, ...sides: readonly SideFacts[]): void {
  const known = new Set(sides.flatMap(({ cluster }) => [...cluster.namespaces.keys()]));
  if (known.has(name)) return;
  throw new UsageError(
    `there is no namespace \`${name}\` on either side.${didYouMean(name, known)}`,
  );
}

/** Where no flow between known ends differs, no more or fewer workloads fall with any. */
function isUnchanged({ rows, workloads }: DiffResult): boolean {
  return rows.length + workloads.length === 0;
}

/** The namespace in the id of an endpoint. */
function homeOf(id: string): string {
  return id.split('/')[0] ?? '';
}

/** What is stated after the change; where nothing is any more, what was before. */
function statementsOf(
  before: ComparedSide,
  after: ComparedSide,
  flags: DiffFlags,
  io: Io,
): readonly Statement[] {
  const stated = readIntents(filesOf(after, flags, io));
  after.loaded.notes.diagnostics(stated.diagnostics);
  const all = [...after.loaded.statements, ...stated.statements];
  if (all.length > 0) return all;
  const files = eachOnce([...before.configured, ...before.loaded.intentsFiles]);
  return [...before.loaded.statements, ...readIntents(files).statements];
}

/** Named files only, where any is named; else those that lie where one looks. */
function filesOf({ configured, loaded }: ComparedSide, flags: DiffFlags, io: Io): readonly Place[] {
  if (flags.intents !== undefined) return eachOnce(namedIntents(flags.intents, io));
  return eachOnce(
    configured.length > 0 ? configured : [...loaded.intentsFiles, ...intentsHere(io)],
  );
}
