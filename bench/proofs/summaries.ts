import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InternalError, UsageError } from '#netpol/kernel';
import { portable } from '#netpol/platform';
import type { Bench } from '../measure';
import { compiledAndMapped } from '../phases';
import { clusterIn } from '../setup';
import { type ChildRun, runChild } from '../timing/child';

const CLI = join(__dirname, '../../build/cli/main.js');

/** `netpol reach`, as it is installed. */
export function reach(file: string, ...flags: readonly string[]): ChildRun {
  if (!existsSync(CLI)) throw new UsageError('there is no build', 'run npm run build');
  return runChild([CLI, 'reach', file, ...flags]);
}

/**
 * Every run said the same, and what the command counts is what the map counts.
 *
 * @throws {InternalError} where that is not so
 */
export function proofOf(bench: Bench, name: string, runs: readonly ChildRun[]): string {
  const [first = '', ...others] = new Set(runs.map(({ stdout }) => stdout));
  if (first === '' || others.length > 0)
    throw new InternalError('a command tells no or two summaries');
  const file = bench.file(name, 'json');
  const counted = countsIn(JSON.parse(reach(file, '-o', 'json').stdout));
  const proof = `${runs.length} equal summaries`;
  if (counted === undefined) return proof;
  const { pairs, ...words } = compiledAndMapped(
    clusterIn(file, bench.scenario(name)),
    portable,
  ).totals();
  const expected = JSON.stringify({ total: pairs, ...words });
  if (counted === expected) return `${proof}, pairs as the map counts`;
  throw new InternalError(`the command counts ${counted}, the map ${expected}`);
}

/** The pairs that a summary counts; small clusters are listed instead. */
function countsIn(result: unknown): string | undefined {
  if (typeof result !== 'object' || result === null || !('pairsOfPods' in result)) return undefined;
  return JSON.stringify(result.pairsOfPods);
}
