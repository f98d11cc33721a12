import * as verbs from './commands';
import type { BlastFlags } from './commands/blast-flags';
import type { ChecksFlags } from './commands/checks-flags';
import type { DiffFlags } from './commands/diff-flags';
import type { ExposureFlags } from './commands/exposure-flags';
import type { LintFlags } from './commands/lint-flags';
import type { CheckFlags, EvidenceFlags, ExplainFlags, IntentsFlags, ReachFlags } from './flags';
import type { Io } from './io';

/** What each verb does; each gives the exit code. */
export interface Actions {
  check(paths: readonly string[], flags: CheckFlags, io: Io): Promise<number>;
  lint(paths: readonly string[], flags: LintFlags, io: Io): Promise<number>;
  checks(word: string | undefined, flags: ChecksFlags, io: Io): number;
  reach(paths: readonly string[], flags: ReachFlags, io: Io): Promise<number>;
  matrix(paths: readonly string[], flags: ReachFlags, io: Io): Promise<number>;
  diff(sides: readonly string[], flags: DiffFlags, io: Io): Promise<number>;
  exposure(paths: readonly string[], flags: ExposureFlags, io: Io): Promise<number>;
  blast(
    words: readonly [first: string | undefined, others: readonly string[]],
    flags: BlastFlags,
    io: Io,
  ): Promise<number>;
  evidence(paths: readonly string[], flags: EvidenceFlags, io: Io): Promise<number>;
  intents(paths: readonly string[], flags: IntentsFlags, io: Io): Promise<number>;
  explain(
    ends: readonly [from: string, to: string | undefined],
    paths: readonly string[],
    flags: ExplainFlags,
    io: Io,
  ): Promise<number>;
}

/** The verbs; whoever names one loads what it needs. */
export const actions: Actions = verbs;
