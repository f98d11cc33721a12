/**
 * Milliseconds that something took: of the processor, and of the clock. Time of the processor is that
 * of the program and of the kernel for it, since over a few milliseconds only the sum is exact.
 */
export interface Spent {
  readonly cpu: number;
  readonly wall: number;
}

/** Runs something once, and forgets what it returns only after the clock has stopped. */
export function spentBy(run: () => unknown): Spent {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  held.result = run();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1000, wall: performance.now() - wall };
}

const held: { result?: unknown } = {};

/** Forgets what was timed last, and collects the garbage of it, so that nobody else pays for it. */
export function cleanUp(): void {
  delete held.result;
  globalThis.gc?.();
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export function medianOf(spent: readonly Spent[]): Spent {
  return { cpu: median(spent.map(({ cpu }) => cpu)), wall: median(spent.map(({ wall }) => wall)) };
}
