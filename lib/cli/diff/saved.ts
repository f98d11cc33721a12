import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  failureCode,
  formatPath,
  hasErrors,
  InvalidInputError,
  type Origin,
  UsageError,
} from '../../kernel';
import { type Manifest, manifestsOf } from '../../manifests';
import { buildCluster, withDeclaredWorkloads } from '../../model';
import type { DiffFlags } from '../commands/diff-flags';
import { buildOptions } from '../input/build-options';
import type { Io } from '../io';
import { cannotWrite } from '../output/cannot-write';
import { writeWhole } from '../output/write-file';
import { parseModel } from './parse-model';
import { isRange } from './revisions';
import { formatModel, modelOf, type SavedObject } from './saved-model';
import { type ComparedSide, type ComparedSides, readSide } from './sides';

/** Writes the model of what the paths hold, and says where. @throws {UsageError} beside a comparison */
export async function saveModel(
  called: string,
  paths: readonly string[],
  flags: DiffFlags,
  io: Io,
): Promise<void> {
  refuseComparison(called, paths, flags);
  const { loaded } = await readSide('', paths, { flags, io, side: 'after' });
  const file = resolve(io.cwd, called);
  try {
    writeWhole(file, formatModel(modelOf(loaded)));
  } catch (failure) {
    throw cannotWrite(`\`${called}\``, failure, 'name a file that this user may write');
  }
  loaded.notes.note(`the model is in ${called}: netpol diff --against ${called}`);
}

/** Nothing is compared while a model is saved: who asks for both would take silence for a yes. */
function refuseComparison(
  called: string,
  paths: readonly string[],
  { against, failOn }: DiffFlags,
): void {
  const isTwo = paths.length === 2 || paths.some(isRange);
  const other = [
    ...(against === undefined ? [] : ['--against']),
    ...(failOn === undefined ? [] : ['--fail-on']),
    ...(isTwo ? ['two sides'] : []),
  ];
  if (other.length === 0) return;
  throw new UsageError(
    `--save keeps one side and compares nothing, so it does not go with ${other.join(', ')}`,
    `run netpol diff --save ${called} with one folder, and compare in a run of its own`,
  );
}

/** A saved model, and the paths or the app as they are now. */
export async function compareSaved(
  called: string,
  paths: readonly string[],
  flags: DiffFlags,
  io: Io,
): Promise<ComparedSides> {
  const after = await readSide(paths.join(' ') || 'the app', paths, { flags, io, side: 'after' });
  return { before: readSaved(called, flags, io, after), after };
}

/** A side of which only the model is left. @throws {InvalidInputError} for a file that is none */
function readSaved(called: string, flags: DiffFlags, io: Io, after: ComparedSide): ComparedSide {
  const { profile, objects, workloads } = parseModel(textOf(called, io), called);
  const read = objects.map((object) => manifestOf(object, called));
  const manifests = read.flatMap((each) => each.manifests);
  const built = buildCluster(manifests, buildOptions(flags));
  const problems = [...read.flatMap(({ diagnostics }) => diagnostics), ...built.diagnostics];
  if (hasErrors(problems)) {
    throw new InvalidInputError(problems.filter(({ severity }) => severity === 'error'));
  }
  const { loaded } = after;
  return {
    name: called,
    configured: [],
    loaded: {
      cluster: withDeclaredWorkloads(built.cluster, workloads),
      profile: { ...loaded.profile, name: profile },
      notes: loaded.notes,
      statements: [],
      intentsFiles: [],
      today: loaded.today,
    },
  };
}

function manifestOf({ body, sources }: SavedObject, called: string) {
  const own = sources[''] ?? { file: called };
  const origin: Origin = { file: own.file, at: (path) => sources[formatPath(path)] ?? own };
  const { manifests, diagnostics } = manifestsOf([body], called);
  return { manifests: manifests.map((each): Manifest => ({ ...each, origin })), diagnostics };
}

function textOf(called: string, { cwd }: Io): string {
  try {
    return readFileSync(resolve(cwd, called), 'utf8');
  } catch (failure) {
    throw new UsageError(
      `cannot read the model \`${called}\`: ${failureCode(failure) ?? 'unknown'}`,
      `write it first: netpol diff --save ${called}`,
    );
  }
}
