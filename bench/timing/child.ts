import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { InternalError } from '#netpol/kernel';
import type { Spent } from './spent';

/** What one process took and said. */
export interface ChildRun extends Spent {
  /** The most memory it ever had, in bytes. */
  readonly peak: number;
  readonly stdout: string;
}

const USAGE = join(__dirname, '../children/usage.cjs');

/**
 * Runs Node once, from its start to its end. The child itself says what it used: the counters that a
 * parent gets include what the parent had before the child began.
 */
export function runChild(args: readonly string[]): ChildRun {
  const begun = performance.now();
  const { status, stdout, stderr, output } = spawnSync(process.execPath, ['-r', USAGE, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const wall = performance.now() - begun;
  if (status !== 0)
    throw new InternalError(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  const used: unknown = JSON.parse(output[3] ?? '{}');
  return { wall, stdout, ...usageIn(used) };
}

function usageIn(used: unknown): { readonly cpu: number; readonly peak: number } {
  if (typeof used === 'object' && used !== null && 'cpu' in used && 'peak' in used) {
    return { cpu: Number(used.cpu), peak: Number(used.peak) };
  }
  throw new InternalError('a child did not say what it used');
}
