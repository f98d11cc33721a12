#!/usr/bin/env node
import type { Actions } from './actions';
import { runWith } from './run-with';

// The actions bring the YAML reader and the analyses: `--help` has no use for them.
const load = (): Actions => {
  const loaded: typeof import('./actions') = require('./actions');
  return loaded.actions;
};

// `netpol matrix | head -1` closes the pipe, and that is no failure.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code === 'EPIPE') process.exit(0);
  throw failure;
});

void runWith(load, process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  columns: process.stdout.columns,
  isTty: process.stdout.isTTY === true,
  stderrIsTty: process.stderr.isTTY === true,
  now: () => performance.now(),
  onInterrupt: (stop) => {
    process.once('SIGINT', stop);
    return () => process.off('SIGINT', stop);
  },
}).then((code) => {
  // Not process.exit: what is still in the pipe must get out.
  process.exitCode = code;
});
