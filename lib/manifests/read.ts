import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../kernel';
import { bytesOfFile, bytesOfStdin } from './disk';
import { mergeResults, onlyDiagnostics, type ReadResult } from './manifest';
import { failed, parseBytes } from './parse-bytes';
import { parseManifests } from './parse-text';
import { problem } from './problem';

/** A place to read, and what it is called in answers; `-` is standard input. */
export interface Place {
  readonly path: string;
  readonly called: string;
}

/** What was read at some places. */
export interface PlacesRead extends ReadResult {
  /** Where each text lies on disk, but for that of standard input. */
  readonly paths: ReadonlyMap<string, string>;
}

/** What the reader takes from the process, so that a test or another host can give it instead. */
export interface ReadIo {
  /** @default - the whole of file descriptor 0 */
  readonly stdin?: () => string;
  /** What is left out of folders, files and folders alike. @default - nothing */
  readonly excluded?: (path: string) => boolean;
  /** Told, while a large file is read, how many of its bytes have been. @default - nobody is told */
  readonly progress?: (done: number, total: number) => void;
}

const MANIFEST_FILE = /\.(?:ya?ml|json)$/;

/** Folders that hold other people's files, never the manifests of a project. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** What the files of one reading share. */
interface Reading {
  /** Files and folders already taken, by real path: each is read once, and links cannot loop. */
  readonly seen: Set<string>;
  readonly excluded: (path: string) => boolean;
  readonly progress: ReadIo['progress'];
  /** Where the files taken lie, by what they are called. */
  readonly paths: Map<string, string>;
}

function attempt(called: string, read: () => ReadResult): ReadResult {
  try {
    return read();
  } catch (failure) {
    return failed(called, failure);
  }
}

function isNew({ path }: Place, { seen }: Reading): boolean {
  const real = realpathSync(path);
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

const NOTHING: ReadResult = onlyDiagnostics([], 0);

function readFile(place: Place, reading: Reading): ReadResult {
  const { path, called } = place;
  return attempt(called, () => {
    if (!isNew(place, reading)) return NOTHING;
    const read = parseBytes(bytesOfFile(path), called, reading.progress);
    reading.paths.set(called, path);
    return read;
  });
}

function readEntry(place: Place, reading: Reading): ReadResult {
  const { path, called } = place;
  if (reading.excluded(path)) return NOTHING;
  return attempt(called, () => {
    const stat = statSync(path);
    if (stat.isDirectory()) return readFolder(place, reading);
    // Pipes and devices in a folder would block the reader.
    return stat.isFile() && MANIFEST_FILE.test(path) ? readFile(place, reading) : NOTHING;
  });
}

function readFolder(place: Place, reading: Reading): ReadResult {
  if (!isNew(place, reading)) return NOTHING;
  const { path, called } = place;
  const names = readdirSync(path).filter((name) => !SKIPPED_FOLDERS.has(name));
  return mergeResults(
    names.sort(compareText).map((name) => {
      const read = readEntry({ path: join(path, name), called: join(called, name) }, reading);
      return OTHER_FILES.has(name) && isNoManifest(read) ? NOTHING : read;
    }),
  );
}

/**
 * What may lie beside manifests and is none, unless it holds objects: what cdk8s writes for its
 * validation plugins, and the configurations and baselines of projects.
 */
const OTHER_FILES: ReadonlySet<string> = new Set([
  'construct-metadata.json',
  'netpol.yaml',
  'netpol.yml',
  'netpol.baseline.json',
]);

function isNoManifest({ manifests, diagnostics }: ReadResult): boolean {
  return manifests.length === 0 && diagnostics.every(({ code }) => code === 'manifests/no-kind');
}

function readPlace(place: Place, reading: Reading): ReadResult {
  const { path, called } = place;
  return attempt(called, () => {
    if (!statSync(path).isDirectory()) return readFile(place, reading);
    const firstTime = !reading.seen.has(realpathSync(path));
    const result = readFolder(place, reading);
    const isEmpty = result.files === 0 && result.diagnostics.length === 0;
    if (!firstTime || !isEmpty) return result;
    const message = `no .yaml, .yml or .json file in ${called}`;
    const help = 'name a folder or a file that holds manifests';
    return onlyDiagnostics([problem('no-files', { message, source: { file: called }, help })], 0);
  });
}

function readStdin(io: ReadIo): ReadResult {
  const file = '<stdin>';
  return attempt(file, () =>
    io.stdin === undefined
      ? parseBytes(bytesOfStdin(), file, io.progress)
      : parseManifests(io.stdin(), file),
  );
}

/** Reads as `readManifests` does, and calls files as their places are called. */
export function readPlaces(places: readonly Place[], io: ReadIo = {}): PlacesRead {
  const { excluded = () => false, progress } = io;
  const reading: Reading = { seen: new Set(), excluded, progress, paths: new Map() };
  const read = mergeResults(
    places.map((place) => (place.path === '-' ? readStdin(io) : readPlace(place, reading))),
  );
  return { ...read, paths: reading.paths };
}

/**
 * Reads every manifest under some paths: files of any name, folders with all their .yaml, .yml and
 * .json files in a fixed order, and `-` for standard input. What cannot be read is a diagnostic.
 */
export function readManifests(paths: readonly string[], io: ReadIo = {}): ReadResult {
  const { paths: _, ...read } = readPlaces(
    paths.map((path) => ({ path, called: path })),
    io,
  );
  return read;
}
