import { type Diagnostic, groupBy, InvalidInputError } from '../../kernel';

/** What was found in one target. */
export interface FoundIn {
  readonly target: string;
  readonly found: readonly Diagnostic[];
}

/** Every diagnostic once, with the targets that it is about: what is wrong in one is often wrong in all. */
export function byTarget(all: readonly FoundIn[]): readonly Diagnostic[] {
  const each = all.flatMap(({ target, found }) =>
    found.map((diagnostic) => ({ target, diagnostic })),
  );
  return [...groupBy(each, ({ diagnostic }) => JSON.stringify(diagnostic)).values()].flatMap(
    (same) => {
      const [first] = same;
      if (first === undefined) return [];
      const { diagnostic } = first;
      const names = [...new Set(same.map(({ target }) => target))];
      return [
        { ...diagnostic, message: `${targetWords(names, all.length)}: ${diagnostic.message}` },
      ];
    },
  );
}

function targetWords(names: readonly string[], total: number): string {
  if (names.length === 1) return `target ${names[0]}`;
  return names.length === total ? 'every target' : `targets ${names.join(', ')}`;
}

/**
 * Does something for every target, and refuses what is refused in any of them.
 *
 * @throws {InvalidInputError} with the refusals of all targets
 */
export function forEveryTarget<T extends { readonly name: string }>(
  targets: readonly T[],
  run: (target: T) => void,
): void {
  const all = targets.map((target) => ({ target: target.name, found: refusedFor(target, run) }));
  const refused = byTarget(all);
  if (refused.length > 0) throw new InvalidInputError(refused);
}

function refusedFor<T>(target: T, run: (target: T) => void): readonly Diagnostic[] {
  try {
    run(target);
  } catch (failure) {
    if (failure instanceof InvalidInputError) return failure.diagnostics;
    throw failure;
  }
  return [];
}
