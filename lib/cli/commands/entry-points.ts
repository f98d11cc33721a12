import {
  type EntryPointsQuery,
  entryPointProblems,
  entryPoints,
  type PodEnd,
} from '../../analyses';
import { type Directory, findPods } from '../../ends';
import type { Sides } from '../../renderers';
import type { EntryPointResult, EntryTarget } from '../../results';
import type { Loaded } from '../input/load-cluster';

/** Which entry points are asked for. */
export interface AskedEntries {
  /** Workloads that forward. @default - recognised by their labels */
  readonly controllers: readonly string[] | undefined;
  readonly sides: Sides;
  /** Whose backends count that lead nowhere, and so to no side. @default - none where a side is given */
  readonly namespaces?: readonly string[] | undefined;
}

/** Where the outside comes in, and the warnings about it. */
export function answerEntryPoints(
  { cluster, profile, notes }: Loaded,
  directory: Directory,
  { controllers, sides, namespaces = [] }: AskedEntries,
): readonly EntryPointResult[] {
  const query: EntryPointsQuery =
    controllers === undefined
      ? {}
      : { controllers: controllers.flatMap((name) => findPods(name, directory)) };
  const all = entryPoints(cluster, profile, query);
  if (all.length === 0) return [];
  const isAsked = askedFor(directory, sides);
  const shown = all.flatMap((entry) => within(entry, isAsked, namespaces));
  notes.diagnostics(entryPointProblems(shown));
  return shown;
}

type Filter = (target: EntryTarget) => boolean;

/** Which ways in were asked for; undefined where all are. */
function askedFor({ workloads }: Directory, { from, to }: Sides): Filter | undefined {
  if (from === undefined && to === undefined) return undefined;
  const endOf = new Map(workloads.map((end) => [end.endpoint.id, end]));
  const isIn = (id: string, filter: Sides['to']) => {
    const end: PodEnd | undefined = endOf.get(id) ?? endOf.get(id.replace(/\[[^\]]*\]$/, ''));
    return filter === undefined || (end !== undefined && filter(end.endpoint));
  };
  return ({ to: id, flows }) => {
    // A controller that is not known by name is not what --from names.
    const controllers = flows.flatMap(({ endpoint }) => endpoint ?? []);
    return isIn(id, to) && (from === undefined || controllers.some((each) => isIn(each, from)));
  };
}

/** The part of an entry point that was asked for. */
function within(
  entry: EntryPointResult,
  isAsked: Filter | undefined,
  namespaces: readonly string[],
): readonly EntryPointResult[] {
  if (isAsked === undefined) return [entry];
  const isAtHome = namespaces.some((name) => entry.id.startsWith(`${name}/`));
  const backends = entry.backends.flatMap((backend) => {
    if (backend.problem !== undefined && isAtHome) return [backend];
    const targets = backend.targets.filter(isAsked);
    return targets.length === 0 ? [] : [{ ...backend, targets }];
  });
  return backends.length === 0 ? [] : [{ ...entry, backends }];
}
