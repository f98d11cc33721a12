import type { CommonFlags } from '../flags';
import type { Io, Progress } from '../io';
import { progressFor } from './progress';

/**
 * Does one part of long work, which says how much of it is done. While it lasts a terminal tells
 * what is done, and Ctrl-C ends it and leaves nothing of that there.
 */
export function during<T>(
  name: string,
  { flags, io }: { readonly flags: Pick<CommonFlags, 'quiet'>; readonly io: Io },
  work: (share: Progress['share']) => T,
): T {
  const progress = progressFor(flags, io);
  progress.phase(name);
  const { interruptible = (each) => each() } = io;
  return interruptible(() => work(progress.share));
}
