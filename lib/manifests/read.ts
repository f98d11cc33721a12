import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, failureCode } from '../kernel';
import { bytesOfFile, bytesOfStdin } from './disk';
import { type ByteStore, MAX_TEXT, parseDump, textIn, withoutFirst } from './dump';
import { mergeResults, onlyDiagnostics, type ReadResult } from './manifest';
import { parseManifests, withoutMark } from './parse-text';
import { problem } from './problem';

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
}

function failed(path: string, failure: unknown): ReadResult {
  const code = failureCode(failure) ?? '';
  if (code === 'ENOENT') {
    const message = `no such file or directory: ${path}`;
    return onlyDiagnostics([problem('not-found', { message, source: { file: path } })], 0);
  }
  const reason = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : code || 'too large';
  const message = `cannot read ${path}: ${reason}`;
  return onlyDiagnostics([problem('unreadable', { message, source: { file: path } })], 0);
}

function attempt(path: string, read: () => ReadResult): ReadResult {
  try {
    return read();
  } catch (failure) {
    return failed(path, failure);
  }
}

/** A JSON text of this size is a dump of a cluster: it is read from its bytes, item by item. */
const DUMP_BYTES = 1 << 20;

function parseBytes(store: ByteStore, file: string, progress: ReadIo['progress']): ReadResult {
  const dump = store.size < DUMP_BYTES ? undefined : dumpIn(store, file, progress);
  if (dump !== undefined) return dump;
  if (store.size > MAX_TEXT) return failed(file, undefined);
  const text = textIn(store, 0, store.size);
  if (text !== undefined) return parseManifests(withoutMark(text), file);
  const message = `${file} is not UTF-8 text: it is a binary file, or in another encoding`;
  return onlyDiagnostics([problem('binary', { message, source: { file } })], 1);
}

const MARK = [0xef, 0xbb, 0xbf];

/** What a large text holds that is JSON; undefined for what may be something else, or is in any way odd. */
function dumpIn(
  store: ByteStore,
  file: string,
  progress: ReadIo['progress'] = () => {},
): ReadResult | undefined {
  const start = store.bytes(0, 1024) ?? [];
  const marks = MARK.every((byte, i) => start[i] === byte) ? MARK.length : 0;
  const first = start.slice(marks).find((byte) => byte > 0x20);
  if (first !== 0x7b && first !== 0x5b) return undefined;
  const size = store.size - marks;
  return parseDump(withoutFirst(store, marks), file, { progress: (done) => progress(done, size) });
}

function isNew(path: string, { seen }: Reading): boolean {
  const real = realpathSync(path);
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

const NOTHING: ReadResult = onlyDiagnostics([], 0);

function readFile(path: string, reading: Reading): ReadResult {
  return attempt(path, () =>
    isNew(path, reading) ? parseBytes(bytesOfFile(path), path, reading.progress) : NOTHING,
  );
}

function readEntry(path: string, reading: Reading): ReadResult {
  if (reading.excluded(path)) return NOTHING;
  return attempt(path, () => {
    const stat = statSync(path);
    if (stat.isDirectory()) return readFolder(path, reading);
    // Pipes and devices in a folder would block the reader.
    return stat.isFile() && MANIFEST_FILE.test(path) ? readFile(path, reading) : NOTHING;
  });
}

function readFolder(path: string, reading: Reading): ReadResult {
  if (!isNew(path, reading)) return NOTHING;
  const names = readdirSync(path).filter((name) => !SKIPPED_FOLDERS.has(name));
  return mergeResults(
    names.sort(compareText).map((name) => {
      const read = readEntry(join(path, name), reading);
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

function readPath(path: string, reading: Reading): ReadResult {
  return attempt(path, () => {
    if (!statSync(path).isDirectory()) return readFile(path, reading);
    const firstTime = !reading.seen.has(realpathSync(path));
    const result = readFolder(path, reading);
    const isEmpty = result.files === 0 && result.diagnostics.length === 0;
    if (!firstTime || !isEmpty) return result;
    const message = `no .yaml, .yml or .json file in ${path}`;
    const help = 'name a folder or a file that holds manifests';
    return onlyDiagnostics([problem('no-files', { message, source: { file: path }, help })], 0);
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

/**
 * Reads every manifest under some paths: files of any name, folders with all their .yaml, .yml and
 * .json files in a fixed order, and `-` for standard input. What cannot be read is a diagnostic.
 */
export function readManifests(paths: readonly string[], io: ReadIo = {}): ReadResult {
  const { excluded = () => false, progress } = io;
  const reading: Reading = { seen: new Set(), excluded, progress };
  return mergeResults(
    paths.map((path) => (path === '-' ? readStdin(io) : readPath(path, reading))),
  );
}
