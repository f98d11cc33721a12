import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { REPOSITORY } from './repository';

/** What a finished command said. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, as a shell would, without colours and without the network. */
export function run(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly input?: string;
    readonly env?: NodeJS.ProcessEnv;
  } = {},
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: options.cwd ?? REPOSITORY,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { ...process.env, NO_COLOR: '1', CDK8S_CHECK_UPGRADE: 'false', ...options.env },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** The command line from source, as `npm run netpol --` starts it. */
export function netpol(args: readonly string[], options: Parameters<typeof run>[2] = {}): Outcome {
  const main = join(REPOSITORY, 'lib/cli/main.ts');
  const tsx = require.resolve('tsx/cjs', { paths: [REPOSITORY] });
  return run(process.execPath, ['-C', '@netpol/source', '-r', tsx, main, ...args], options);
}

/** An empty directory that is gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'netpol-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
