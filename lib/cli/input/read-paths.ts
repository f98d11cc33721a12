import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Io } from '../io';
import { type Place, placesIn, readPlaces } from './relabel';
import { type SidecarFacts, sidecarBeside } from './sidecar';
import type { Synthesized } from './synthesize';

/** Reads the manifests under `paths`, and what apps left beside those that are folders. */
export function readPaths(
  paths: readonly string[],
  io: Io,
  intents: readonly Place[],
): Synthesized {
  const places = placesIn(paths, io.cwd);
  const facts = places.flatMap((place) => factsOf(place) ?? []);
  return { read: readPlaces(places, { stdin: io.stdin, intents }), facts: merged(facts) };
}

function factsOf({ path, called }: Place): SidecarFacts | undefined {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) return undefined;
  return sidecarBeside(path, join(called, '..', '.netpol', `${basename(path)}.json`));
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
