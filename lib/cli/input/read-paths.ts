import { UsageError } from '../../kernel';
import type { Place } from '../../manifests';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { during } from '../output/long-work';
import { isFolder } from './is-folder';
import { type Beside, readPlaces } from './places';
import { type SidecarFacts, sidecarBeside } from './sidecar';
import type { Synthesized } from './synthesize';
import { chosenTargets, type TargetPlace, targetsIn } from './targets';

/**
 * Reads the manifests at some places, and what apps left beside those that are folders. The targets
 * in an output directory are read each by itself: they describe different clusters.
 *
 * @throws {UsageError} for an output directory of targets beside other paths
 */
export function readPaths(
  places: readonly Place[],
  flags: Pick<CommonFlags, 'target' | 'quiet'>,
  io: Io,
  beside: Beside,
): readonly Synthesized[] {
  const all = places.flatMap(targetsAt);
  const targets = chosenTargets(all, flags.target);
  if (targets.length === 0) return [readTogether(places, { flags, io }, beside)];
  if (places.length > 1) {
    throw new UsageError(
      `among the paths is an output directory of targets: ${all.map(({ called }) => called).join(', ')}`,
      'name one of them instead, or leave the other paths out',
    );
  }
  return targets.map(({ target, ...each }) => ({
    target,
    ...readTogether([each], { flags, io }, beside),
  }));
}

function targetsAt(place: Place): readonly TargetPlace[] {
  return isFolder(place.path) ? targetsIn(place) : [];
}

function readTogether(
  places: readonly Place[],
  { flags, io }: { readonly flags: Pick<CommonFlags, 'quiet'>; readonly io: Io },
  beside: Beside,
): Synthesized {
  const facts = places.flatMap((place) =>
    isFolder(place.path) ? (sidecarBeside(place) ?? []) : [],
  );
  return {
    read: during('reading', { flags, io }, (progress) =>
      readPlaces(places, { stdin: io.stdin, progress, ...beside }),
    ),
    facts: merged(facts),
  };
}

/** What all apps say; the profile of the first that declares one. */
function merged(all: readonly SidecarFacts[]): SidecarFacts | undefined {
  if (all.length === 0) return undefined;
  return {
    profile: all.find(({ profile }) => profile !== undefined)?.profile,
    statements: all.flatMap(({ statements }) => statements),
    accepted: all.flatMap(({ accepted }) => accepted),
    workloads: all.flatMap(({ workloads }) => workloads),
    enrich: (manifest) => all.reduce((known, { enrich }) => enrich(known), manifest),
    staleness: (read) => all.flatMap(({ staleness }) => staleness(read)),
  };
}
