import type { Diagnostic } from '../../kernel';
import type { LintResult } from '../../results';
import type { Loaded } from '../input/load-cluster';

/** Warnings of reading that a check gives as well, with more to it: by code, the name of that check. */
const TOLD_BY: ReadonlyMap<string, string> = new Map([
  ['model/duplicate', 'duplicate-object'],
  ['model/forgotten-namespace', 'namespace-omitted'],
  ['cli/not-enforced', 'plugin-enforces-nothing'],
]);

/** What reading leaves to the checks. */
export const LEFT_TO_CHECKS: ReadonlySet<string> = new Set(TOLD_BY.keys());

/** Says what was left to the checks, and none of them says. */
export function tellRest({ withheld, notes }: Loaded, result: LintResult | undefined): void {
  notes.diagnostics(withheld.filter((each) => !isTold(each, result?.findings ?? [])));
}

function isTold({ code, source }: Diagnostic, findings: LintResult['findings']): boolean {
  return findings.some(
    ({ name, source: { file, line } }) =>
      name === TOLD_BY.get(code) &&
      (source === undefined || (source.file === file && source.line === line)),
  );
}
