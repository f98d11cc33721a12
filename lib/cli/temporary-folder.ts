import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone when this process is, however it ends. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** A program to run where nobody else can any more. */
interface Afterwards {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/**
 * Makes a folder, and somebody who outlives this process to remove it. Nothing in JavaScript runs
 * while JavaScript computes, so a listener for Ctrl-C would make that wait for the answer. Without
 * one the process ends at once; its end closes a pipe, and who reads the other end cleans up.
 */
export function temporaryFolder(afterwards?: Afterwards): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'netpol-'));
  const told = JSON.stringify({ path, afterwards });
  // In a group of its own, which Ctrl-C does not reach.
  const janitor = spawn(process.execPath, ['-e', JANITOR, told], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Whoever cannot start one cleans up after an answer, as always, and only then.
  janitor.on('error', () => undefined);
  janitor.stdin.on('error', () => undefined);
  janitor.unref();
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
      janitor.stdin.end('gone');
    },
  };
}

/** Waits for the end of its input. Whatever it was told before that, there is nothing left to do. */
const JANITOR = `
  const { path, afterwards } = JSON.parse(process.argv[1]);
  let told = '';
  process.stdin.on('data', (chunk) => { told += chunk; }).on('end', () => {
    if (told !== '') return;
    require('node:fs').rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    if (afterwards === undefined) return;
    const { program, args, cwd } = afterwards;
    require('node:child_process').spawnSync(program, args, { cwd, stdio: 'ignore' });
  });
`;
