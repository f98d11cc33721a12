import { reach } from '../../analyses';
import { type Directory, directoryOf } from '../../ends';
import { count, UsageError } from '../../kernel';
import type { Sides } from '../../renderers';
import type { ReachResult } from '../../results';
import type { ReachFlags } from '../flags';
import { loadCluster } from '../input/load-cluster';
import type { Io } from '../io';
import type { Notes } from '../output/notes';
import { anyOf, inNamespaces } from './end-filter';
import { type AskedEntries, answerEntryPoints } from './entry-points';

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
  if (flags.namespace !== undefined && flags.allNamespaces === true) {
    throw new UsageError('--namespace and --all-namespaces contradict each other', 'give one');
  }
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

/** With --from or --to, -n only says where bare names live: who reaches one workload may live elsewhere. */
function sidesFor(flags: ReachFlags, directory: Directory, notes: Notes): Sides {
  const from = anyOf(flags.from, directory, notes.note);
  const to = anyOf(flags.to, directory, notes.note);
  const within = inNamespaces(flags.namespace, directory);
  if (from !== undefined || to !== undefined || within === undefined) {
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  }
  const others = directory.workloads.filter(({ endpoint }) => !within(endpoint)).length;
  if (others > 0) {
    const which = (flags.namespace ?? []).map((name) => `'${name}/*'`).join(' ');
    notes.note(
      `note: ${count(others, 'workload')} of other namespaces left out, as source and as destination (--to ${which} shows who reaches in, --from ${which} what is reached out there)`,
    );
  }
  return { from: within, to: within };
}
