import { type Diagnostic, formatDiagnostic } from '../../kernel';
import { findingsToTerminal } from '../../renderers';
import type { Finding, LintResult } from '../../results';
import type { Wanted } from '../questions/question';
import { call } from './call';

/** What the checks report that nobody accepts, and what cannot be read of what accepts them. */
export interface OpenFindings {
  readonly result: LintResult;
  readonly warnings: readonly Diagnostic[];
}

/** Test runners break no lines; a reader's terminal does. */
const WIDTH = 100;

/** Every finding with its place and what to do; or, with `.not`, that there is none. */
export function findingsMessage(
  { result, warnings }: OpenFindings,
  texts: ReadonlyMap<string, string>,
  wanted: Wanted,
): string {
  const called = call('net', 'toHaveNoFindings', '', wanted);
  const expected = wanted === 'so' ? 'no finding that nobody acknowledges' : 'a finding';
  // What is in memory is in no file that a command could change.
  const findings = result.findings.map(withoutFix);
  const told = findingsToTerminal(
    { ...result, findings, unused: [] },
    { glyphs: 'unicode', width: WIDTH, texts },
  );
  return [
    called,
    '',
    `Expected: ${expected}`,
    '',
    ...warnings.flatMap((warning) => [formatDiagnostic(warning), '']),
    told.trimEnd(),
  ].join('\n');
}

function withoutFix({ fix: _, ...finding }: Finding): Finding {
  return finding;
}
