import type { Place } from '../../manifests';
import type { DiffFlags } from '../commands/diff-flags';
import { projectOf } from '../input/config';
import { configuredIntents, namedIntents, presentIntents } from '../input/intents-files';
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
  /** The files of intents that its configuration names. */
  readonly configured: readonly Place[];
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
  const configured = configuredFor(flags, io, side);
  const intents = [...namedIntents(flags.intents, io), ...configured];
  const told = side === 'before' ? { ...flags, quiet: true } : flags;
  return { name, loaded: await loadCluster(paths, told, io, { intents }), configured };
}

/** A mistake of the side before is not for this change to correct, which may well be the correction. */
function configuredFor(flags: DiffFlags, io: Io, side: 'before' | 'after'): readonly Place[] {
  if (flags.intents !== undefined) return [];
  const project = projectOf(flags, io);
  return side === 'after' ? configuredIntents(project) : presentIntents(project);
}
