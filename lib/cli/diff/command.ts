import { spawn } from 'node:child_process';
import { failureCode, UsageError } from '../../kernel';
import { Interrupted } from '../failures';
import type { Io } from '../io';

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, without a shell.
 *
 * @throws {UsageError} where there is no such program
 * @throws {Interrupted} on Ctrl-C
 */
export function runCommand(
  program: string,
  args: readonly string[],
  { cwd, io }: { readonly cwd: string; readonly io: Io },
): Promise<Ended> {
  return new Promise((settle, refuse) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...io.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    let interrupted = false;
    const forget = io.onInterrupt?.(() => {
      interrupted = true;
      child.kill();
    });
    child.stdout.on('data', (chunk: Buffer) => {
      said.stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said.stderr += chunk.toString();
    });
    child.on('error', (failure) => {
      forget?.();
      const reason = failureCode(failure) ?? 'unknown';
      refuse(new UsageError(`cannot run \`${program}\`: ${reason}`, `install ${program}`));
    });
    child.on('close', (code) => {
      forget?.();
      if (interrupted) refuse(new Interrupted());
      else settle({ code: code ?? 1, ...said });
    });
  });
}
