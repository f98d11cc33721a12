import { randomUUID } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { failureCode } from '../../kernel';
import { chunks, type Pieces } from './pieces';

/**
 * Puts a text in a file, and makes its folder: all of the text, or nothing. It is written beside
 * the file and takes its name when it is whole, so that Ctrl-C leaves what was there before. A pipe
 * or a device is written into, and so is a file in a folder where nobody may make another one.
 *
 * @throws what the disk says
 */
export function writeWhole(file: string, text: string | Pieces): void {
  mkdirSync(dirname(file), { recursive: true });
  const before = statSync(file, { throwIfNoEntry: false });
  if (before !== undefined && !before.isFile()) {
    put(text, file);
    return;
  }
  // What a link points at is replaced, and not the link.
  const path = before === undefined ? file : realpathSync(file);
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    put(text, beside, { mode: before?.mode ?? 0o666, flag: 'wx' });
    renameSync(beside, path);
  } catch (failure) {
    rmSync(beside, { force: true });
    if (!REFUSED.has(failureCode(failure) ?? '')) throw failure;
    put(text, path);
  }
}

function put(
  text: string | Pieces,
  path: string,
  { flag = 'w', mode = 0o666 }: { readonly flag?: string; readonly mode?: number } = {},
): void {
  const file = openSync(path, flag, mode);
  try {
    if (typeof text === 'string') writeFileSync(file, text);
    else for (const chunk of chunks(text())) writeFileSync(file, chunk);
  } finally {
    closeSync(file);
  }
}

/** What the disk says where the file may be written and no other one made beside it. */
const REFUSED: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ENAMETOOLONG']);
