import { resolve } from 'node:path';
import { setIntentsAside } from '../../intents';
import { type PlacesRead as AllRead, type Place, readPlaces as readAll } from '../../manifests';
import type { Progress } from '../io';

/** The places that `paths` name, seen from `cwd`. */
export function placesIn(paths: readonly string[], cwd: string): readonly Place[] {
  return paths.map((called) => ({ called, path: called === '-' ? called : resolve(cwd, called) }));
}

/** What was read at some places, files of intents apart. */
export interface PlacesRead extends AllRead {
  /** The files among them that state intents, and so are no manifests. */
  readonly intents: readonly Place[];
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
  const all = readAll(places, {
    ...(stdin && { stdin }),
    ...(progress && { progress }),
    ...(excluded && { excluded }),
  });
  const named = new Set(intents.map(({ path }) => path));
  const namedHere = [...all.paths].flatMap(([called, path]) => (named.has(path) ? [called] : []));
  const { read, files } = setIntentsAside(all, namedHere);
  return {
    ...read,
    paths: all.paths,
    intents: files.map((called) => ({ called, path: all.paths.get(called) ?? called })),
  };
}
