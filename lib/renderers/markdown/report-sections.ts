import type { Severity } from '../../kernel';
import type { IntentOutcome } from '../../results';
import { type IntentStanding, standingOf } from '../shared/intent-standing';
import { intentItem } from '../shared/report/intent-item';
import { placeLine } from '../shared/report/item-lines';
import { reportPlaces } from '../shared/report/places';
import type { ReportItem, ReportOptions } from '../shared/report/reported';
import { codeBlock } from './code-block';
import { prose } from './prose';
import type { PullRequestSection } from './pull-request';
import { code, markdownTable } from './table';

const STANDINGS: Readonly<Record<IntentStanding, string>> = {
  passed: '✅ passed',
  failed: '❌ broken',
  undecided: '❔ undecided',
  warning: '⚠️ warning',
  acknowledged: '☑️ acknowledged',
};

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: '❌ error',
  warning: '⚠️ warning',
  info: 'ℹ️ info',
};

/** The intents that do not hold, one a row. */
export function intentsSection(
  failing: readonly IntentOutcome[],
  options: ReportOptions,
): PullRequestSection {
  const rows = failing.map((outcome) => {
    const { message, help, source } = intentItem(outcome);
    const why = `${prose(message)}; ${prose(help)}`;
    return [STANDINGS[standingOf(outcome)], why, placeCell(source, options)];
  });
  return {
    ...{ title: 'Intents that do not hold', as: 'open', noun: ['intent', 'intents'] },
    ...tableOf(['', 'intent', 'where'], rows),
  };
}

/** Findings that nobody accepts, one a row. */
export function findingsSection(
  findings: readonly ReportItem[],
  options: ReportOptions,
): PullRequestSection {
  const rows = findings.map(({ severity, rule, name, message, help, source }) => [
    SEVERITIES[severity],
    `${code(rule)} ${code(name)}`,
    `${prose(message)}; ${prose(help)}`,
    placeCell(source, options),
  ]);
  return {
    ...{ title: 'Findings', as: 'open', noun: ['finding', 'findings'] },
    ...tableOf(['', 'check', 'finding', 'where'], rows),
  };
}

/** What breaks one intent, or what it waits for. */
export function whySection(outcome: IntentOutcome, explained: string): PullRequestSection {
  return {
    title: `Why: ${outcome.name}`,
    as: 'folded',
    entries: [codeBlock(explained, 'text')],
    noun: ['explanation', 'explanations'],
  };
}

/** A flowchart. */
export function pictureSection(flowchart: string): PullRequestSection {
  return {
    title: 'Picture',
    as: 'folded',
    entries: [codeBlock(flowchart, 'mermaid')],
    noun: ['picture', 'pictures'],
  };
}

/** What somebody accepts, and why. */
export function acceptedSection(accepted: readonly ReportItem[]): PullRequestSection {
  const rows = accepted.map(({ rule, message, accepted: by }) => [
    code(rule),
    prose(message),
    prose(by?.reason ?? ''),
  ]);
  return {
    ...{
      title: `Acknowledged: ${accepted.length}`,
      as: 'folded',
      noun: ['acknowledged', 'acknowledged'],
    },
    ...tableOf(['', 'what', 'reason'], rows),
  };
}

/** Acknowledgements that nothing needs, one a row. */
export function unusedSection(
  unused: readonly ReportItem[],
  options: ReportOptions,
): PullRequestSection {
  const rows = unused.map(({ severity, message, help, source }) => [
    SEVERITIES[severity],
    `${prose(message)}; ${prose(help)}`,
    placeCell(source, options),
  ]);
  return {
    title: 'Unused acknowledgements',
    as: 'open',
    noun: ['unused acknowledgement', 'unused acknowledgements'],
    ...tableOf(['', 'acknowledgement', 'where'], rows),
  };
}

function placeCell(source: ReportItem['source'], options: ReportOptions): string {
  const [place] = reportPlaces(source, options);
  return code(placeLine(place));
}

/** A table whose rows are entries of a section, so that it can end anywhere. */
function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Pick<PullRequestSection, 'head' | 'entries'> {
  return { head: markdownTable(head, []), entries: rows.map((row) => `| ${row.join(' | ')} |\n`) };
}
