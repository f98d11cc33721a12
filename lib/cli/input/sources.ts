import { resolve } from 'node:path';
import type { Project } from '../../config';
import type { Place } from '../../manifests';
import type { BaselineFlags } from '../commands/baseline-flags';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { notesFor } from '../output/notes';
import { hasApp } from './cdk8s-app';
import { configuredManifests, exclusionFor } from './config-places';
import { placesIn } from './places';
import { readPaths } from './read-paths';
import { type Synthesized, synthesize } from './synthesize';

/**
 * Reads the manifests under `paths`. Without any, what the app synthesizes together with what the
 * configuration names; only that where there is no app.
 *
 * @throws {UsageError} where there is nothing to read
 */
export async function readSources(
  paths: readonly string[],
  { project, intents }: { readonly project: Project; readonly intents: readonly Place[] },
  flags: CommonFlags & BaselineFlags,
  io: Io,
): Promise<readonly Synthesized[]> {
  const notes = notesFor(flags, io);
  if (project.file !== undefined) notes.detail(`config  ${project.file.called}`);
  const baselines = [flags.baseline, flags.writeBaseline]
    .filter((name) => name !== undefined)
    .map((name) => resolve(io.cwd, name));
  if (paths.length > 0) {
    const places = placesIn(paths, io.cwd);
    const excluded = exclusionFor(project, places, baselines);
    return readPaths(places, flags, io, { intents, excluded });
  }
  const places = configuredManifests(project, io.cwd);
  for (const { called } of places) notes.detail(`reads   ${called}`);
  const beside = { intents, excluded: exclusionFor(project, places, baselines) };
  // An app above a project that says what it is made of is another project.
  const root = flags.config === undefined ? project.folder : undefined;
  if (places.length > 0 && flags.app === undefined && !hasApp(io.cwd, root)) {
    return readPaths(places, flags, io, beside);
  }
  return synthesize(flags, io, notes, { ...beside, places });
}
