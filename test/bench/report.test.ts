import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Measure, Measured } from '../../bench/measure';
import { writeBetweenMarkers } from '../../bench/report/page';
import { renewed } from '../../bench/report/renewed';
import { isMet, rowOf } from '../../bench/report/table';
import { runMeasure } from '../../bench/run-measure';
import { InternalError } from '../../lib/kernel';

const RATIO: Measured = {
  figure: { kind: 'ratio', cpu: 0.5, wall: 0.9 },
  basis: 'measured',
  detail: '50 ms / 100 ms',
  proof: 'compared',
};
const MEASURE: Measure = {
  id: 'map',
  asks: 'one / other',
  scenario: 'l',
  target: { atMost: 0.7 },
  run: () => RATIO,
};

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netpol-bench-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function lineOf(outcome: Measured | { readonly failed: string }): string {
  return rowOf({ measure: MEASURE, outcome });
}

test('a ratio meets its target only by both clocks', () => {
  const { figure } = RATIO;
  expect([isMet(figure, { atMost: 0.9 }), isMet(figure, { atMost: 0.7 })]).toEqual([true, false]);
  expect([isMet(figure, { atLeast: 0.5 }), isMet(figure, { atLeast: 0.7 })]).toEqual([true, false]);
});

test('a missed target is told in bold', () => {
  expect(lineOf(RATIO)).toBe(
    '| map | one / other | l | <= 0.7 | 0.500 | 0.900 | **no** | 50 ms / 100 ms; compared |',
  );
});

test('what was not run in full says so', () => {
  const row = lineOf({ ...RATIO, basis: 'extrapolated' });
  expect(row).toContain('| 0.500 (extrapolated) | 0.900 (extrapolated) |');
});

test('a restless machine is told', () => {
  const quietness = { rounds: 9, repeated: 4, isRestless: true };
  expect(lineOf({ ...RATIO, quietness })).toContain('9 rounds, 4 repeated, restless machine');
});

test('a measure that failed has no figure', () => {
  const row = lineOf({ failed: 'Error: one|other' });
  expect(row).toBe(
    '| map | one / other | l | <= 0.7 |  |  | **no** | failed: Error: one\\|other |',
  );
});

test('the table replaces only what is between the markers of the page', () => {
  const page = join(emptyFolder(), 'page.md');
  writeFileSync(page, 'a\n<!-- begin: written by npm run bench -->\nold\n<!-- end -->\nb\n');
  writeBetweenMarkers(page, 'new');
  expect(readFileSync(page, 'utf8')).toBe(
    'a\n<!-- begin: written by npm run bench -->\n\nnew\n\n<!-- end -->\nb\n',
  );
});

test('a page without markers is left as it is', () => {
  const page = join(emptyFolder(), 'page.md');
  writeFileSync(page, 'nothing');
  expect(() => writeBetweenMarkers(page, 'new')).toThrow(InternalError);
  expect(readFileSync(page, 'utf8')).toBe('nothing');
});

test('a measure runs from an empty folder to a figure', () => {
  const options = { folder: emptyFolder(), size: 'small', runs: 1 } as const;
  const { figure, proof } = runMeasure('symbolic', options);
  expect(figure).toEqual({ kind: 'ratio', cpu: expect.any(Number), wall: expect.any(Number) });
  expect(proof).toMatch(/pods and witnesses/);
});

const FAILED = { measure: MEASURE, outcome: { failed: 'Error: wrong' } };
const MET = { measure: { ...MEASURE, id: 'other' }, outcome: RATIO };
const ORDER = ['other', 'map', 'third'];

test('a run of some measures renews their lines and keeps the others', () => {
  const first = renewed('', 'a machine', [FAILED, MET], ORDER);
  const second = renewed(first, 'a machine', [{ ...FAILED, outcome: RATIO }], ORDER);
  expect(second.split('\n').slice(4)).toEqual([
    rowOf(MET),
    rowOf({ measure: MEASURE, outcome: RATIO }),
    '| third |  |  |  |  |  |  | not measured yet |',
  ]);
});

test('lines of another machine are dropped', () => {
  const first = renewed('', 'a machine', [MET], ORDER);
  const second = renewed(first, 'another machine', [FAILED], ORDER);
  expect(second).not.toContain(rowOf(MET));
  expect(second).toContain('| other |  |  |  |  |  |  | not measured yet |');
});

test('lines of measures that are gone are dropped', () => {
  const first = renewed('', 'a machine', [MET, FAILED], ORDER);
  expect(renewed(first, 'a machine', [], ['map'])).not.toContain('| other |');
});
