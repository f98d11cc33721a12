import type { DiffFlags } from '../commands/diff-flags';
import { namedIntents } from '../input/intents-files';
import { type Loaded, loadCluster } from '../input/load-cluster';
import type { Io } from '../io';

/** What a comparison needs of one side. */
export type SideFacts = Pick<
  Loaded,
  'cluster' | 'profile' | 'notes' | 'statements' | 'intentsFiles' | 'today'
>;

/** One side of a comparison. */
export interface ComparedSide<Facts extends SideFacts = SideFacts> {
  /** What the answer calls it. */
  readonly name: string;
  readonly loaded: Facts;
}

/** Both sides, read. */
export interface ComparedSides {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
}

/** Reads one side. Of the side before only what leaves no answer is said. */
export async function readSide(
  name: string,
  paths: readonly string[],
  {
    flags,
    io,
    side,
  }: { readonly flags: DiffFlags; readonly io: Io; readonly side: 'before' | 'after' },
): Promise<ComparedSide<Loaded>> {
  const intents = namedIntents(flags.intents, io);
  const told = side === 'before' ? { ...flags, quiet: true } : flags;
  return { name, loaded: await loadCluster(paths, told, io, { intents }) };
}
