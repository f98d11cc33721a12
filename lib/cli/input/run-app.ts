import { type ChildProcess, spawn } from 'node:child_process';
import { UsageError } from '../../kernel';
import { Interrupted } from '../failures';
import type { Io } from '../io';
import type { Cdk8sApp } from './cdk8s-app';

/** Where an app writes, and whether what it prints is shown. */
export interface AppRun {
  readonly outdir: string;
  readonly prints: 'shown' | 'hidden';
}

/**
 * Runs the app as cdk8s does, in a shell in its folder. What it writes to stderr is passed on. A
 * `PolicyApp` is told not to prove its intents: it would refuse a broken one, and there would be
 * nothing to say why about.
 *
 * @throws {UsageError} when it fails
 * @throws {Interrupted} on Ctrl-C
 */
export async function runApp(app: Cdk8sApp, { outdir, prints }: AppRun, io: Io): Promise<void> {
  const { CDK8S_RECORD_CONSTRUCT_METADATA: _, ...env } = io.env;
  const child = spawn(app.command, {
    shell: true,
    cwd: app.folder,
    env: { ...env, CDK8S_OUTDIR: outdir, [VERIFY]: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that Ctrl-C ends what the shell started too.
    detached: process.platform !== 'win32',
  });
  const forward = (chunk: Buffer) => io.stderr.write(chunk.toString());
  child.stderr.on('data', forward);
  child.stdout.on('data', prints === 'shown' ? forward : () => {});
  const ended = await endOf(child, io);
  if (ended === 'interrupted') throw new Interrupted();
  if (ended !== 0) {
    const how = typeof ended === 'number' ? `exit code ${ended}` : ended;
    throw new UsageError(
      `the app \`${app.command}\` failed with ${how}`,
      'its own words are above',
    );
  }
}

/** Only this command sets it. */
const VERIFY = 'CDK8S_NETPOL_VERIFY';

/** The exit code, `interrupted`, or what else ended the app. */
function endOf(child: ChildProcess, io: Io): Promise<number | string> {
  return new Promise((settle) => {
    let interrupted = false;
    const forget = io.onInterrupt?.(() => {
      interrupted = true;
      kill(child);
    });
    const end = (how: number | string) => {
      forget?.();
      settle(interrupted ? 'interrupted' : how);
    };
    child.on('error', ({ message }) => end(message));
    child.on('close', (code, signal) => end(code ?? `signal ${signal}`));
  });
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') {
    child.kill();
    return;
  }
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended by itself in the meantime.
  }
}
