import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { deliver } from '../../../lib/cli/output/deliver';
import { chunks, writePieces } from '../../../lib/cli/output/pieces';
import { withProgress } from '../../../lib/cli/output/progress';
import { writeWhole } from '../../../lib/cli/output/write-file';
import { folderWith, removeFolders } from './support/session';

afterAll(removeFolders);

function* lines(amount: number): Generator<string> {
  for (let i = 0; i < amount; i += 1) yield `${i}\n`;
}

const all = [...lines(50_000)].join('');

test('chunks are the pieces, whatever their lengths', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(90_000), { maxLength: 8 }), (lengths) => {
      const pieces = lengths.map((length, i) => String(i).repeat(length));
      expect([...chunks(pieces)].join('')).toBe(pieces.join(''));
    }),
  );
});

test('lines go out together, and not one by one', () => {
  expect([...chunks(lines(50_000))].length).toBeLessThan(10);
});

test('nothing more is made once nobody reads', () => {
  let [made, written] = [0, 0];
  const endless = function* () {
    for (;;) {
      made += 1;
      yield 'x'.repeat(100_000);
    }
  };
  const output = {
    errored: null as Error | null,
    write: () => {
      written += 1;
      if (written === 3) output.errored = new Error('EPIPE');
    },
  };
  const io = withProgress({
    ...{ stdout: output, stderr: output, cwd: '/', env: {}, isTty: false, stderrIsTty: true },
    now: () => 0,
  });
  writePieces(endless, io.stdout);
  expect([made, written]).toEqual([3, 3]);
});

test('pieces go whole to stdout and into a file', () => {
  const cwd = folderWith({});
  const out: string[] = [];
  const stdout = { write: (text: string) => out.push(text) };
  const io = { stdout, stderr: stdout, cwd, env: {}, isTty: false };
  const report = [{ format: 'json', file: 'a.json' }] as const;
  deliver({ json: () => () => lines(50_000) }, { output: 'json', report }, io);
  expect(out.join('')).toBe(all);
  expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toBe(all);
});

test('a file for which the pieces fail stays as it was', () => {
  const folder = folderWith({ 'a.json': 'before' });
  const failing = function* () {
    yield 'x';
    throw new RangeError('no more');
  };
  expect(() => writeWhole(join(folder, 'a.json'), failing)).toThrow('no more');
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['a.json']);
});
