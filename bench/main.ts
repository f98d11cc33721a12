import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '#netpol/kernel';
import type { Measure } from './measure';
import { MEASURES } from './measures';
import { machine } from './report/machine';
import { readBetweenMarkers, writeBetweenMarkers } from './report/page';
import { renewed, report } from './report/renewed';
import { isMet, type Line, rowOf } from './report/table';
import type { RunOptions } from './run-measure';
import { SHAPES } from './scenarios';

const HELP = `npm run bench -- [options]
  --only ID,...  measures or scenarios, by name
  --runs N       rounds that count (9)
  --small        the smallest size of each scenario: tries the bench itself
  --list         names measures and scenarios
A run with 9 rounds or more renews its lines in docs/benchmarks.md. Wrong answers exit with 1.`;

const RUNS = 9;
const PAGE = join(__dirname, '../docs/benchmarks.md');

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: String(RUNS) },
    small: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function main(): void {
  if (values.help) console.log(HELP);
  else if (values.list) list();
  else measureAll(countOf(values.runs), values.small ? 'small' : 'full');
}

function measureAll(runs: number, size: RunOptions['size']): void {
  const measures = chosen(values.only);
  const folder = mkdtempSync(join(tmpdir(), 'netpol-bench-'));
  try {
    const lines = measures.map((measure) => told(measure, { folder, runs, size }));
    tellAll(lines, runs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new UsageError(`--runs ${text} is no count`);
}

function list(): void {
  for (const { id, asks, scenario } of MEASURES)
    console.log(`${id.padEnd(28)} ${scenario}: ${asks}`);
  console.log();
  for (const { name, says, full } of SHAPES) {
    const { namespaces, pods, policies } = full;
    console.log(
      `${name.padEnd(28)} ${pods} pods, ${policies} policies, ${namespaces} namespaces: ${says}`,
    );
  }
}

function chosen(only: string | undefined): readonly Measure[] {
  if (only === undefined) return MEASURES;
  const names = only.split(',');
  const found = MEASURES.filter(({ id, scenario }) =>
    names.some((name) => name === id || name === scenario),
  );
  if (found.length > 0) return found;
  throw new UsageError(`nothing is called ${only}`, 'run npm run bench -- --list');
}

/** Each measure has a process of its own, so that none inherits the heap of another one. */
function told(measure: Measure, { folder, size, runs }: RunOptions): Line {
  const program = join(__dirname, 'measure-in-child.ts');
  const flags = ['--expose-gc', '--max-old-space-size=12288', ...process.execArgv];
  const args = [...flags, program, measure.id, folder, size, String(runs)];
  const ended = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const { status, signal, stdout, stderr } = ended;
  if (signal === 'SIGINT' || signal === 'SIGTERM') throw new UsageError(`stopped by ${signal}`);
  const [failure = `ended with ${status}`] = /^\w*Error: .*$/m.exec(stderr) ?? [];
  const line = {
    measure: size === 'full' ? measure : untargeted(measure),
    outcome: status === 0 ? JSON.parse(stdout) : { failed: failure },
  };
  console.error(rowOf(line));
  return line;
}

/** Targets are for full sizes. */
function untargeted({ target: _, ...measure }: Measure): Measure {
  return measure;
}

function tellAll(lines: readonly Line[], runs: number): void {
  const heading = `${machine()}. Medians of ${runs}.`;
  console.log(report(heading, lines.map(rowOf)));
  if (runs >= RUNS && !values.small) {
    const order = MEASURES.map(({ id }) => id);
    writeBetweenMarkers(PAGE, renewed(readBetweenMarkers(PAGE), heading, lines, order));
  } else console.error(`not written to docs/benchmarks.md: only full sizes in ${RUNS} rounds are`);
  const isWrong = lines.some(({ outcome }) => 'failed' in outcome);
  const missed = lines.filter(({ measure, outcome }) => isMissed(measure, outcome));
  if (missed.length > 0)
    console.error(`missed: ${missed.map(({ measure }) => measure.id).join(', ')}`);
  process.exitCode = isWrong ? 1 : 0;
}

function isMissed({ target }: Measure, outcome: Line['outcome']): boolean {
  return target !== undefined && 'figure' in outcome && !isMet(outcome.figure, target);
}

// Ctrl-C ends the child; this process lives on to remove its files.
process.on('SIGINT', () => undefined);
try {
  main();
} catch (failure) {
  if (!(failure instanceof UsageError)) throw failure;
  console.error([failure.message, failure.help].filter(Boolean).join(': '));
  process.exitCode = 2;
}
