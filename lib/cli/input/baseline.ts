import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type BaselineEntry,
  baselineOf,
  formatBaseline,
  parseBaseline,
  staleEntries,
} from '../../analyses';
import { baselineOfProject, type Project } from '../../config';
import { count, failureCode, UsageError } from '../../kernel';
import type { Place } from '../../manifests';
import type { LintResult } from '../../results';
import type { BaselineFlags } from '../commands/baseline-flags';
import type { Io } from '../io';
import type { Notes } from '../output/notes';

/** What a run does with its baseline. */
type Use = 'read' | 'write' | 'prune';

/**
 * The baseline of one run: what it sets aside, and what becomes of its file. Every result is shown
 * to it, because several targets have one baseline.
 */
export class Baseline {
  readonly #place: Place | undefined;
  readonly #before: readonly BaselineEntry[];
  readonly #use: Use;
  readonly #seen: LintResult[] = [];

  constructor(place: Place | undefined, before: readonly BaselineEntry[], use: Use) {
    this.#place = place;
    this.#before = before;
    this.#use = use;
  }

  /** The entries that count for a result in which nothing is set aside yet. */
  entriesFor(result: LintResult): readonly BaselineEntry[] {
    this.#seen.push(result);
    if (this.#use === 'write') return baselineOf(result.findings);
    return this.#use === 'read'
      ? this.#before
      : without(this.#before, staleEntries(this.#before, result));
  }

  /** Writes what was asked for. @throws {UsageError} for a file that cannot be written */
  finish(notes: Notes): void {
    const place = this.#place;
    if (place === undefined || this.#use === 'read') return;
    const stale = this.#seen.reduce(staleIn, this.#before);
    const kept = without(this.#before, stale);
    const found =
      this.#use === 'write' ? this.#seen.flatMap(({ findings }) => baselineOf(findings)) : [];
    const entries = [
      ...new Map([...kept, ...found].map((each) => [each.fingerprint, each])).values(),
    ];
    write(place, formatBaseline(entries));
    notes.note(
      this.#use === 'write'
        ? `wrote ${count(entries.length, 'finding')} to ${place.called}`
        : `took ${count(stale.length, 'finding')} out of ${place.called}, and left ${entries.length}`,
    );
  }
}

/** What is stale everywhere: in all results so far, and in this one. */
function staleIn(stale: readonly BaselineEntry[], result: LintResult): readonly BaselineEntry[] {
  return staleEntries(stale, result);
}

function without(all: readonly BaselineEntry[], gone: readonly BaselineEntry[]) {
  return all.filter((each) => !gone.includes(each));
}

/**
 * The baseline that a run uses: of the flags, else of the configuration, else the file that lies
 * where one looks.
 *
 * @throws {UsageError} for a file that is named and not there, and for one that holds no baseline
 */
export function openBaseline(
  { baseline, writeBaseline, pruneBaseline }: BaselineFlags,
  project: Project,
  { cwd }: Io,
): Baseline {
  if (writeBaseline !== undefined && (baseline !== undefined || pruneBaseline === true)) {
    const other = baseline === undefined ? '--prune-baseline' : '--baseline';
    throw new UsageError(`--write-baseline and ${other} exclude each other`, 'give one of them');
  }
  if (writeBaseline !== undefined) {
    const place = { path: resolve(cwd, writeBaseline), called: writeBaseline };
    return new Baseline(place, isThere(place) ? read(place) : [], 'write');
  }
  const use = pruneBaseline === true ? 'prune' : 'read';
  const place =
    baseline === undefined
      ? baselineOfProject(project, cwd)
      : { path: resolve(cwd, baseline), called: baseline };
  if (place !== undefined) return new Baseline(place, read(place), use);
  if (use === 'read') return new Baseline(undefined, [], use);
  throw new UsageError('there is no baseline to prune', 'name it with --baseline');
}

function isThere({ path }: Place): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function read({ path, called }: Place): readonly BaselineEntry[] {
  const entries = parseBaseline(textOf(path, called), called);
  if (typeof entries !== 'string') return entries;
  throw new UsageError(entries, 'write it again with netpol lint --write-baseline');
}

function textOf(path: string, called: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    const reason = failureCode(failure) ?? 'unknown';
    const help =
      reason === 'ENOENT'
        ? `write it with netpol lint --write-baseline ${called}`
        : 'correct its permissions';
    throw new UsageError(`cannot read the baseline \`${called}\`: ${reason}`, help);
  }
}

function write({ path, called }: Place, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (failure) {
    const reason = failureCode(failure) ?? 'unknown';
    throw new UsageError(
      `cannot write the baseline \`${called}\`: ${reason}`,
      'name a file that this user may write',
    );
  }
}
