import { writeSync } from 'node:fs';
import { failureCode } from '../../kernel/errors';
import type { Output } from '../io';
import { cannotWrite } from './cannot-write';

/** How long a reader who takes nothing now is left alone, in milliseconds. */
const PAUSE = 10;

/**
 * A file descriptor that has taken a text when `write` returns. The streams of Node keep what goes into
 * a pipe until JavaScript ends, which here is when the whole answer is made: it would lie in memory,
 * however small the pieces are in which it comes.
 */
function blocking(descriptor: number): (text: string) => void {
  return (text) => {
    let rest: Uint8Array = Buffer.from(text);
    while (rest.length > 0) rest = rest.subarray(taken(descriptor, rest));
  };
}

/** How many bytes were taken: none where the other end is full, and nobody waits in this call. */
function taken(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (failure) {
    if (failureCode(failure) !== 'EAGAIN') throw failure;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    return 0;
  }
}

/**
 * Where answers go. A reader who goes away has read enough: what follows is dropped, and changes no
 * exit code.
 *
 * @throws {UsageError} on writing, for anything else that keeps an answer from getting out
 */
export function answersTo(descriptor: number): Output {
  const write = blocking(descriptor);
  let errored: Error | undefined;
  return {
    write: (text) => {
      if (errored !== undefined) return;
      try {
        write(text);
      } catch (failure) {
        const told = cannotWrite('the answer', failure, 'write it elsewhere');
        errored = told;
        if (failureCode(failure) !== 'EPIPE') throw told;
      }
    },
    get errored() {
      return errored;
    },
  };
}

/** Where everything else goes. Nobody could be told that it does not get out. */
export function messagesTo(descriptor: number): Output {
  const write = blocking(descriptor);
  return {
    write: (text) => {
      try {
        write(text);
      } catch (failure) {
        if (failureCode(failure) === undefined) throw failure;
      }
    },
  };
}
