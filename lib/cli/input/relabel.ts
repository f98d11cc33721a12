import { isAbsolute, join, relative, resolve } from 'node:path';
import { setIntentsAside } from '../../intents';
import type { Diagnostic, Source } from '../../kernel';
import { type Manifest, type ReadResult, readManifests, renamedTexts } from '../../manifests';
import type { Progress } from '../io';

/** A place to read, and what it is called in answers. */
export interface Place {
  readonly path: string;
  readonly called: string;
}

/** The places that `paths` name, seen from `cwd`. */
export function placesIn(paths: readonly string[], cwd: string): readonly Place[] {
  return paths.map((called) => ({ called, path: called === '-' ? called : resolve(cwd, called) }));
}

/** What was read at some places. */
export interface PlacesRead extends ReadResult {
  /** The files among them that state intents, and so are no manifests. */
  readonly intents: readonly Place[];
  /** Where each text lies on disk, but for that of standard input. */
  readonly paths: ReadonlyMap<string, string>;
}

/** What reading takes beside the places. */
export interface ReadPlacesOptions {
  /** @default - file descriptor 0 */
  readonly stdin?: (() => string) | undefined;
  /** Whom to tell how much is read. @default - nobody */
  readonly progress?: Progress['share'] | undefined;
  /** Files that hold intents, whatever they are called. @default - none */
  readonly intents?: readonly Place[];
  /** What is left out of folders. @default - nothing */
  readonly excluded?: ((path: string) => boolean) | undefined;
}

/** The same, but for what the process gives. */
export type Beside = Omit<ReadPlacesOptions, 'stdin' | 'progress'>;

/** Reads manifests whose sources say what their author calls the file, wherever it was read. */
export function readPlaces(
  places: readonly Place[],
  { stdin, progress, excluded, intents = [] }: ReadPlacesOptions = {},
): PlacesRead {
  const paths = places.map(({ path }) => path);
  const { read, files } = setIntentsAside(
    readManifests(paths, {
      ...(stdin && { stdin }),
      ...(progress && { progress }),
      ...(excluded && { excluded }),
    }),
    intents.map(({ path }) => path),
  );
  const called = namesIn(places);
  return {
    ...read,
    manifests: read.manifests.map((manifest) => relabelManifest(manifest, called)),
    diagnostics: read.diagnostics.map((diagnostic) => relabelDiagnostic(diagnostic, places)),
    texts: renamedTexts(read.texts, (file) => nameOf(file, places)),
    paths: new Map(
      [...read.texts.keys()]
        .filter((file) => isAbsolute(file))
        .map((file) => [nameOf(file, places), file]),
    ),
    intents: files.map((path) => ({ path, called: nameOf(path, places) })),
  };
}

/** How files are called, each worked out once: one file may hold a hundred thousand objects. */
function namesIn(places: readonly Place[]): (file: string) => string {
  const known = new Map<string, string>();
  return (file) => {
    const called = known.get(file) ?? nameOf(file, places);
    known.set(file, called);
    return called;
  };
}

function relabelManifest(manifest: Manifest, called: (file: string) => string): Manifest {
  const { origin } = manifest;
  const file = called(origin.file);
  if (file === origin.file) return manifest;
  return { ...manifest, origin: { file, at: (path) => ({ ...origin.at(path), file }) } };
}

function relabelDiagnostic(diagnostic: Diagnostic, places: readonly Place[]): Diagnostic {
  if (diagnostic.source === undefined) return diagnostic;
  const { file } = diagnostic.source;
  const called = nameOf(file, places);
  const source: Source = { ...diagnostic.source, file: called };
  return { ...diagnostic, source, message: diagnostic.message.replaceAll(file, called) };
}

function nameOf(file: string, places: readonly Place[]): string {
  for (const { path, called } of places) {
    if (file === path) return called;
    const inside = relative(path, file);
    if (isAbsolute(file) && path !== '-' && !inside.startsWith('..') && !isAbsolute(inside)) {
      return join(called, inside);
    }
  }
  return file;
}
