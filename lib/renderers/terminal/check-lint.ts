import { count, type Severity } from '../../kernel';
import type { Finding, LintResult } from '../../results';
import { findingPlace, standingCounts } from '../shared/finding-words';
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
 * finding that may fail a pipeline. Nothing where there is nothing to see.
 */
export function lintLines(result: LintResult, view: CheckView): Line[] {
  const { errors, warnings, acknowledged, baselined } = result.summary;
  const unused = result.unused.length;
  if (errors + warnings + acknowledged + baselined + unused === 0) return [];
  const counts = [
    ...[standingCounts(result)].filter((text) => text !== ''),
    ...(unused === 0 ? [] : [count(unused, 'unused acceptance')]),
  ];
  const command = shellWords(['netpol', 'lint', ...view.input]);
  const loud = (['error', 'warning'] as const).flatMap((severity) => openOf(result, severity));
  const shown = view.details === 'all' ? loud : loud.slice(0, FEW);
  const more = loud.length - shown.length;
  return [
    [{ text: 'Lint', tone: 'heading' }, plain(`  ${counts.join(', ')}  ${command}`)],
    ...shown.flatMap((finding) => findingLines(finding, view)),
    ...(more === 0 ? [] : [[plain(`  and ${more} more`)]]),
    ...(loud.length === 0 ? [] : [[]]),
  ];
}

function openOf({ findings }: LintResult, wanted: Severity): readonly Finding[] {
  return findings.filter(({ standing, severity }) => standing === 'open' && severity === wanted);
}

function findingLines({ severity, check, message, source }: Finding, { width }: CheckView): Line[] {
  const label = { text: `${severity.padEnd('warning'.length)}  ${check}`, tone: TONES[severity] };
  const at = label.text.length + 2;
  const text = `${message}  ${findingPlace(source)}`;
  return labelled(label, text, { indent: INDENT, at, width });
}
