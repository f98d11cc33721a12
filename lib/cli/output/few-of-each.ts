import { type Diagnostic, groupBy } from '../../kernel';

/** Nobody reads more warnings of one kind than this before doing something about it. */
const MANY = 20;

/** How many of very many are shown. */
const SHOWN = 5;

/**
 * Of each kind of warning the first ones and a count, where there are very many: fifty thousand pods
 * may have one cause. Errors are all there, because each of them has to be mended.
 */
export function fewOfEach(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MANY) return diagnostics;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  const many = [...groupBy(warnings, ({ code }) => code).values()].filter(
    (alike) => alike.length > MANY,
  );
  const hidden = new Set(many.flatMap((alike) => alike.slice(SHOWN)));
  const counts = new Map(many.map((alike) => [alike[SHOWN - 1], alike.length - SHOWN]));
  return diagnostics.flatMap((each) => {
    if (hidden.has(each)) return [];
    const more = counts.get(each);
    return more === undefined ? [each] : [each, countOf(more, each)];
  });
}

function countOf(more: number, { code, severity }: Diagnostic): Diagnostic {
  const message = `${more} more of these are not shown`;
  return { code, severity, message, help: 'see all of them with --verbose' };
}
