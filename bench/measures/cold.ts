import { statSync } from 'node:fs';
import { type Bench, cpuTime, type Measure, type Measured, ratioOf } from '../measure';
import { proofOf, reach } from '../proofs/summaries';
import { type ChildRun, runChild } from '../timing/child';
import { type Comparison, sideBySide } from '../timing/rounds';
import { median } from '../timing/spent';

const PARSE_ONLY = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';

/** A process from its start to its summary, against one that only parses the file. */
export const cold: Measure = {
  id: 'cold',
  asks: 'cold process, file in and summary out / one that only JSON.parses',
  scenario: 'l',
  target: { atMost: 2 },
  run: (bench) => {
    const { reaching, quietness } = against(bench, 'l');
    return {
      figure: ratioOf(quietness.one, quietness.other),
      basis: 'measured',
      detail: `${cpuTime(quietness.one)} / ${cpuTime(quietness.other)}, ${clock(quietness)}`,
      proof: proofOf(bench, 'l', reaching),
      quietness,
    };
  },
};

/** The most memory that such a process ever has. */
export function peakMemory(name: string, atMost?: number): Measure {
  return {
    id: `peak-${name}`,
    asks: 'peak RSS of such a process / bytes of its input',
    scenario: name,
    ...(atMost !== undefined && { target: { atMost } }),
    run: (bench) => peakOf(bench, name),
  };
}

function peakOf(bench: Bench, name: string): Measured {
  const file = bench.file(name, 'json');
  const reaching = Array.from({ length: Math.min(bench.runs, 3) }, () => reach(file));
  const walls = reaching.map(({ wall }) => wall);
  const [peak, input] = [median(reaching.map((run) => run.peak)), statSync(file).size];
  return {
    figure: { kind: 'amount', amount: peak / input, unit: 'x' },
    basis: 'measured',
    detail: `${megabytes(peak)} for ${megabytes(input)}, ${wallTime(median(walls))}`,
    proof: proofOf(bench, name, reaching),
  };
}

function against(bench: Bench, name: string) {
  const file = bench.file(name, 'json');
  const reaching: ChildRun[] = [];
  const summary = () => {
    const run = reach(file);
    reaching.push(run);
    return run;
  };
  const parsing = () => runChild(['-e', PARSE_ONLY, file]);
  return { reaching, quietness: sideBySide(summary, parsing, { ...bench, warmUps: 1 }) };
}

function clock({ one, other }: Pick<Comparison, 'one' | 'other'>): string {
  return `${wallTime(one.wall)} / ${wallTime(other.wall)}`;
}

function wallTime(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s on the clock`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
