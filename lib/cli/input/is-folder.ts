import { statSync } from 'node:fs';

/** Whether there is a folder at `path`; what is not there, or is a file, is none. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
