import type { Sentence } from './sentence';

/** One intent, as a file of intents writes it. */
export type IntentNode = Readonly<Record<string, unknown>>;

/** A sentence as intents. "Else" leaves out what the other sentences about the same target promise. */
export function intentsOf(
  { promise, target }: Sentence,
  all: readonly Sentence[],
): readonly IntentNode[] {
  const reached = all.flatMap((each) =>
    each.promise.kind === 'reaches' && each.target === target ? [each.promise] : [],
  );
  switch (promise.kind) {
    case 'reaches':
      return [{ every: promise.from, reaches: promise.to, ports: promise.ports }];
    case 'does-not': {
      const { from: none, to: reaches, ports } = promise;
      return [{ none, reaches, ...(ports !== undefined && { ports }) }];
    }
    case 'nothing-reaches':
      return promise.to.map((to) => {
        const only = reached
          .filter((flow) => flow.to.some((end) => isSame(end, to)))
          .map(({ from, ports }) => ({ from, ports }));
        return checkElse(promise, only) ? { only, reaches: to } : { 'nothing-reaches': to };
      });
    case 'reaches-nothing':
      return promise.from.map((every) => {
        const flows = reached
          .filter(({ from }) => from.some((end) => isSame(end, every)))
          .map(({ to, ports }) => ({ to, ports }));
        const isElse = checkElse(promise, flows);
        return { every, ...(isElse ? { 'reaches-only': flows } : { 'reaches-nothing': true }) };
      });
    case 'not-evaluated':
      return [];
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** "Nothing else" must have something before it, and "nothing" must not. */
function checkElse({ isElse }: { readonly isElse: boolean }, flows: readonly unknown[]): boolean {
  if (isElse === flows.length > 0) return isElse;
  throw new Error(isElse ? 'nothing else than what?' : 'nothing, although something is promised');
}
