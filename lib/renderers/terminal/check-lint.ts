import type { Severity } from '../../kernel';
import type { Finding, LintResult, UnusedAcceptance } from '../../results';
import { findingPlace, standingCounts, unusedCount, unusedText } from '../shared/finding-words';
import { shellWords } from '../shared/shell-words';
import type { CheckView } from './check-view';
import { type Line, plain } from './line';
import { labelled } from './paragraph';
import type { Tone } from './style';

const INDENT = 2;

/** More findings than this are counted. */
const FEW = 10;

const TONES: Readonly<Record<Severity, Tone>> = {
  error: 'denied',
  warning: 'undecided',
  info: 'faint',
};

/**
 * What the checks report, in short: how much, the command that tells all of it, and a line for each
 * finding and each unused acknowledgement that may fail a pipeline. Nothing where there is nothing to see.
 */
export function lintLines(result: LintResult, view: CheckView): Line[] {
  const { errors, warnings, acknowledged, baselined } = result.summary;
  const unused = result.unused.length;
  if (errors + warnings + acknowledged + baselined + unused === 0) return [];
  const counts = [
    ...[standingCounts(result)].filter((text) => text !== ''),
    ...(unused === 0 ? [] : [unusedCount(unused)]),
  ];
  const command = shellWords(['netpol', 'lint', ...view.input]);
  const loud = (['error', 'warning'] as const).flatMap((severity) => openOf(result, severity));
  const told = [
    ...loud.map((finding) => findingLines(finding, view)),
    ...result.unused.map((each) => unusedLines(each, view)),
  ];
  const shown = view.details === 'all' ? told : told.slice(0, FEW);
  const more = told.length - shown.length;
  return [
    [{ text: 'Lint', tone: 'heading' }, plain(`  ${counts.join(', ')}  ${command}`)],
    ...shown.flat(),
    ...(more === 0 ? [] : [[plain(`  and ${more} more`)]]),
    ...(told.length === 0 ? [] : [[]]),
  ];
}

function openOf({ findings }: LintResult, wanted: Severity): readonly Finding[] {
  return findings.filter(({ standing, severity }) => standing === 'open' && severity === wanted);
}

function findingLines({ severity, check, message, source }: Finding, view: CheckView): Line[] {
  return toldLines(severity, check, `${message}  ${findingPlace(source)}`, view);
}

function unusedLines(unused: UnusedAcceptance, view: CheckView): Line[] {
  const { check, source } = unused;
  const place = source === undefined ? '' : `  ${findingPlace(source)}`;
  return toldLines('warning', check, `${unusedText(unused)}${place}`, view);
}

function toldLines(severity: Severity, check: string, text: string, { width }: CheckView): Line[] {
  const label = { text: `${severity.padEnd('warning'.length)}  ${check}`, tone: TONES[severity] };
  const at = label.text.length + 2;
  return labelled(label, text, { indent: INDENT, at, width });
}
