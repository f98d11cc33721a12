import { reach } from '../../analyses';
import { directoryOf } from '../../ends';
import type { Sides } from '../../renderers';
import type { ReachResult } from '../../results';
import type { ReachFlags } from '../flags';
import { loadCluster } from '../input/load-cluster';
import type { Io } from '../io';
import { type AskedEntries, answerEntryPoints } from './entry-points';
import { checkNamespaceFlags, sidesFor } from './sides';

/** Reachability as asked for, and which endpoints make the two sides of it. */
export interface Answer {
  readonly result: ReachResult;
  readonly sides: Sides;
}

/** Reads the input and answers who reaches whom. */
export async function answerReach(
  paths: readonly string[],
  flags: ReachFlags,
  io: Io,
): Promise<Answer> {
  checkNamespaceFlags(flags);
  const loaded = await loadCluster(paths, flags, io);
  const { cluster, profile, notes } = loaded;
  const directory = directoryOf(cluster, flags.namespace);
  const sides = sidesFor(flags, directory, notes);
  const result = reach(cluster, profile, {
    ...sides,
    granularity: flags.granularity ?? 'workload',
    ...(flags.all === true ? { maxPairs: Number.POSITIVE_INFINITY } : {}),
  });
  const entryPoints = answerEntryPoints(loaded, directory, {
    controllers: flags.ingressController,
    ...askedEntries(flags, sides),
  });
  return { result: { ...result, entryPoints }, sides };
}

/** What comes from outside has no namespace: -n asks only where it arrives. */
function askedEntries(
  { from, to, namespace }: ReachFlags,
  sides: Sides,
): Omit<AskedEntries, 'controllers'> {
  if (from !== undefined || sides.to === undefined) return { sides };
  return { sides: { to: sides.to }, ...(to === undefined ? { namespaces: namespace } : {}) };
}
