import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { deliver } from '../../../lib/cli/output/deliver';
import { UsageError } from '../../../lib/kernel';
import { folderWith, removeFolders } from './support/session';

afterAll(removeFolders);

const silent = { write: () => undefined };
const io = { stdout: silent, stderr: silent, cwd: '/', env: {}, isTty: false };

test('an answer that is longer than a text can be is refused in words, with a way to ask for less', () => {
  const renderings = { json: () => 'x'.repeat(2 ** 30) };
  expect(() => deliver(renderings, { output: 'json' }, io)).toThrow(
    new UsageError(
      'the answer is longer than one text can be (-o json)',
      'ask for a part of it at a time, for example with --namespace',
    ),
  );
});

test('a report whose pieces cannot be made fails as they do, and not as its file', () => {
  const renderings = {
    json: () =>
      function* () {
        yield '[';
        throw failure;
      },
  };
  const failure = new RangeError('Invalid array length');
  const report = [{ format: 'json', file: join(folderWith({}), 'a.json') }] as const;
  expect(() => deliver(renderings, { output: 'plain', report }, io)).toThrow(failure);
});

test('any other failure of a rendering stays what it is', () => {
  const failure = new RangeError('Invalid array length');
  const renderings = {
    json: () => {
      throw failure;
    },
  };
  expect(() => deliver(renderings, { output: 'json' }, io)).toThrow(failure);
});
