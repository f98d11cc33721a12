import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { answersTo, messagesTo } from '../../../lib/cli/output/descriptor';
import { UsageError } from '../../../lib/kernel';
import { folderWith, removeFolders } from './support/session';

afterAll(removeFolders);

/** A device that takes nothing: the disk behind it is full. */
const FULL = '/dev/full';

/** Does something with a file that is open for writing. */
function withFile<T>(path: string, work: (descriptor: number) => T): T {
  const descriptor = openSync(path, 'w');
  try {
    return work(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

test.each([answersTo, messagesTo])('a text is where it belongs when write returns', (open) => {
  const file = join(folderWith({}), 'out.txt');
  const text = 'ä€😀\n'.repeat(100_000);
  withFile(file, (descriptor) => {
    const output = open(descriptor);
    output.write(text);
    output.write('end');
    expect(readFileSync(file, 'utf8')).toBe(`${text}end`);
  });
});

test.skipIf(!existsSync(FULL))('an answer that does not get out is no answer', () => {
  withFile(FULL, (descriptor) => {
    const output = answersTo(descriptor);
    const told = new UsageError(
      'cannot write the answer: ENOSPC',
      'make room, or write it elsewhere',
    );
    expect(() => output.write('x')).toThrow(told);
    expect(output.errored).toEqual(told);
  });
});

test.skipIf(!existsSync(FULL))('messages that do not get out are nobody’s failure', () => {
  withFile(FULL, (descriptor) => {
    expect(() => messagesTo(descriptor).write('x')).not.toThrow();
  });
});
