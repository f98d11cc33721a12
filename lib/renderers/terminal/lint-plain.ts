import { formatSource, placeOf } from '../../kernel';
import type { Finding, LintResult, UnusedAcceptance } from '../../results';
import { lintSummary, unusedText } from '../shared/finding-words';
import { plain, printLines } from './line';

/**
 * The findings for editors and `grep`: `file:line:column: severity NP104 message`, one line each,
 * and one sentence. Those that somebody accepts are counted only.
 */
export function findingsToLines(result: LintResult): string {
  const open = result.findings.filter(({ standing }) => standing === 'open');
  const lines = [...open.map(findingLine), ...result.unused.map(unusedLine), lintSummary(result)];
  return printLines(lines.map((line) => [plain(line)]));
}

function findingLine({ source, severity, check, message }: Finding): string {
  const { typescript } = source;
  const place = formatSource(typescript ?? placeOf(source));
  return `${place}: ${severity} ${check} ${message}`;
}

function unusedLine(unused: UnusedAcceptance): string {
  const { source } = unused;
  const place = source === undefined ? '' : `${formatSource(source)}: `;
  return `${place}warning ${unusedText(unused)}`;
}
