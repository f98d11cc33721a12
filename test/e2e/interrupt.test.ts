import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../support/repository';
import { temporaryDirectory } from '../support/run';

/** Far more than stopping takes, and far less than the work that is stopped. */
const PROMPT = 20_000;

/** Pods of which each is told apart from every other one by a policy: their pairs take minutes. */
function slowInput(folder: string): void {
  const labels = (i: number) => ({ app: `a${i}` });
  const objects = Array.from({ length: 1_500 }, (_, i) => [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${i}`, namespace: 'shop', labels: labels(i) },
      spec: { containers: [] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `n${i}`, namespace: 'shop' },
      spec: {
        podSelector: { matchLabels: labels(i) },
        ingress: [{ from: [{ podSelector: { matchLabels: labels(i + 1) } }] }],
      },
    },
  ]).flat();
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  writeFileSync(join(folder, 'slow.json'), JSON.stringify(list));
}

const FROM_SOURCE = [
  ...['-C', '@netpol/source'],
  ...['-r', join(REPOSITORY, 'node_modules/tsx/dist/cjs/index.cjs')],
];

/** Runs the command until it says `until`, and interrupts it then. */
async function interrupted(argv: readonly string[], cwd: string, until: string) {
  const main = join(REPOSITORY, 'lib/cli/main.ts');
  const child = spawn(process.execPath, [...FROM_SOURCE, main, ...argv], { cwd });
  const said = { stdout: '', stderr: '' };
  let stoppedAt: number | undefined;
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
    if (stoppedAt !== undefined || !said.stderr.includes(until)) return;
    stoppedAt = Date.now();
    child.kill('SIGINT');
  });
  const [code, signal] = await once(child, 'close');
  expect(stoppedAt, said.stderr).toBeDefined();
  return { ...said, code, signal, took: Date.now() - (stoppedAt ?? 0) };
}

test('Ctrl-C stops a long computation at once, and no report is begun', async () => {
  const cwd = temporaryDirectory();
  slowInput(cwd);
  const argv = ['reach', 'slow.json', '-v', '--all', '--report', 'json=out/reach.json'];
  const { stdout, code, signal, took } = await interrupted(argv, cwd, 'model   ');
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
  expect(took).toBeLessThan(PROMPT);
  expect(stdout).toBe('');
  expect(existsSync(join(cwd, 'out'))).toBe(false);
});

/** Runs what may be interrupted and says how it ended; it computes until then, and no listener runs. */
const COMPUTING = (from: string) => `
  const { interruptible } = require(${from});
  const say = (text) => require('node:fs').writeSync(1, text + '\\n');
  try { interruptible(() => { say('begun'); for (;;); }); } catch (failure) { say(failure.name); }
`;

test('what computes can be interrupted, and something be done after that', async () => {
  const from = JSON.stringify(join(REPOSITORY, 'lib/cli/interruptible.ts'));
  const child = spawn(process.execPath, [...FROM_SOURCE, '-e', COMPUTING(from)]);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
    if (said === 'begun\n') child.kill('SIGINT');
  });
  await once(child, 'close');
  expect(said).toBe('begun\nInterrupted\n');
});

test('a temporary folder is gone when its process is, whatever that computes', async () => {
  const from = JSON.stringify(join(REPOSITORY, 'lib/cli/temporary-folder.ts'));
  const script = `const { path } = require(${from}).temporaryFolder(); console.log(path); for (;;);`;
  const child = spawn(process.execPath, [...FROM_SOURCE, '-e', script]);
  const [said]: readonly Buffer[] = await once(child.stdout, 'data');
  const path = String(said).trim();
  expect(existsSync(path)).toBe(true);
  child.kill('SIGINT');
  await once(child, 'close');
  await expect.poll(() => existsSync(path), { timeout: PROMPT }).toBe(false);
});
