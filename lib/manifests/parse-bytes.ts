import { failureCode } from '../kernel';
import { type ByteStore, MAX_TEXT, parseDump, textIn, withoutFirst } from './dump';
import { onlyDiagnostics, type ReadResult } from './manifest';
import { parseManifests, withoutMark } from './parse-text';
import { problem } from './problem';

/** Told, while a large file is read, how many of its bytes have been. */
type ReadProgress = (done: number, total: number) => void;

/** A JSON text of this size is a dump of a cluster: it is read from its bytes, item by item. */
const DUMP_BYTES = 1 << 20;

/** What the bytes of one file hold: manifests, or why they hold none. */
export function parseBytes(store: ByteStore, file: string, progress?: ReadProgress): ReadResult {
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
  progress: ReadProgress = () => {},
): ReadResult | undefined {
  const start = store.bytes(0, 1024) ?? [];
  const marks = MARK.every((byte, i) => start[i] === byte) ? MARK.length : 0;
  const first = start.slice(marks).find((byte) => byte > 0x20);
  if (first !== 0x7b && first !== 0x5b) return undefined;
  const size = store.size - marks;
  return parseDump(withoutFirst(store, marks), file, { progress: (done) => progress(done, size) });
}

/** What is said of a file that the disk did not give. */
export function failed(path: string, failure: unknown): ReadResult {
  const code = failureCode(failure) ?? '';
  if (code === 'ENOENT') {
    const message = `no such file or directory: ${path}`;
    return onlyDiagnostics([problem('not-found', { message, source: { file: path } })], 0);
  }
  const reason = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : code || 'too large';
  const message = `cannot read ${path}: ${reason}`;
  return onlyDiagnostics([problem('unreadable', { message, source: { file: path } })], 0);
}
