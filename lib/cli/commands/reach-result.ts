import { reach, reachOverview, refuseTooManyFlows } from '../../analyses';
import { directoryOf } from '../../ends';
import type { Sides } from '../../renderers';
import type { ReachOverview, ReachResult } from '../../results';
import type { ReachFlags } from '../flags';
import { loadCluster } from '../input/load-cluster';
import type { Io } from '../io';
import { during } from '../output/long-work';
import { type AskedEntries, answerEntryPoints } from './entry-points';
import { roomForFlows } from './room-for-flows';
import { checkNamespaceFlags, sidesFor } from './sides';

/** Reachability as asked for, and which endpoints make the two sides of it. */
export type Answer =
  | { readonly listed: true; readonly result: ReachResult; readonly sides: Sides }
  /** There is too much of it for a list. */
  | { readonly listed: false; readonly overview: ReachOverview };

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
  const asked = { ...askedEntries(flags, sides), controllers: flags.ingressController };
  return during('computing', { flags, io }, (progress) => {
    const entries = () => ({ entryPoints: answerEntryPoints(loaded, directory, asked) });
    const granularity = flags.granularity ?? 'workload';
    const overview = mayBeSummed(flags, sides)
      ? reachOverview(cluster, profile, { granularity })
      : undefined;
    if (overview !== undefined) return { listed: false, overview: { ...overview, ...entries() } };
    if (flags.all === true) {
      refuseTooManyFlows(cluster, profile, { ...sides, granularity }, roomForFlows());
    }
    const result = reach(cluster, profile, {
      ...{ ...sides, granularity, progress },
      ...(flags.all === true ? { maxPairs: Number.POSITIVE_INFINITY } : {}),
    });
    return { listed: true, result: { ...result, ...entries() }, sides };
  });
}

/** The formats in which a cluster can be summed up; the others list flows. */
const SUMMED = ['pretty', 'plain', 'json'] as const;

export type SummedFormat = (typeof SUMMED)[number];

/** Of a part that somebody asks for, nothing but all of it is an answer. */
function mayBeSummed({ output = 'pretty', report = [], all }: ReachFlags, { from, to }: Sides) {
  if (from !== undefined || to !== undefined || all === true) return false;
  const formats = [output, ...report.map(({ format }) => format)];
  return formats.every((format) => SUMMED.some((each) => each === format));
}

/** What comes from outside has no namespace: -n asks only where it arrives. */
function askedEntries(
  { from, to, namespace }: ReachFlags,
  sides: Sides,
): Omit<AskedEntries, 'controllers'> {
  if (from !== undefined || sides.to === undefined) return { sides };
  return { sides: { to: sides.to }, ...(to === undefined ? { namespaces: namespace } : {}) };
}
