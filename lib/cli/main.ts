#!/usr/bin/env node
import { isatty } from 'node:tty';
import type { Actions } from './actions';
import { INTERRUPTED } from './failures';
import { interruptible } from './interruptible';
import { answersTo, messagesTo } from './output/descriptor';
import { runWith } from './run-with';

// The actions bring the YAML reader and the analyses: `--help` has no use for them.
const load = (): Actions => {
  const loaded: typeof import('./actions') = require('./actions');
  return loaded.actions;
};

const isTty = isatty(1);
const stderrIsTty = isatty(2);

void runWith(load, process.argv.slice(2), {
  stdout: answersTo(1),
  stderr: messagesTo(2),
  cwd: process.cwd(),
  env: process.env,
  columns: isTty ? process.stdout.columns : undefined,
  isTty,
  stderrIsTty,
  now: () => performance.now(),
  onInterrupt: (stop) => {
    process.once('SIGINT', stop);
    return () => process.off('SIGINT', stop);
  },
  // Without a terminal there is nothing to clear away, and the signal ends the process by itself.
  ...(stderrIsTty && { interruptible }),
}).then((code) => {
  // A shell that runs one command after the other stops only where the signal ended one.
  if (code === INTERRUPTED && process.platform !== 'win32') process.kill(process.pid, 'SIGINT');
  process.exitCode = code;
});
