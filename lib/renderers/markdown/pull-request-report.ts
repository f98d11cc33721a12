import { count } from '../../kernel';
import type { IntentOutcome } from '../../results';
import { countStandings, type IntentStanding, standingOf } from '../shared/intent-standing';
import { reportItems } from '../shared/report/items';
import type { Reported, ReportItem, ReportOptions } from '../shared/report/reported';
import { itemsSummary } from '../shared/report/summary';
import { isUnused } from '../shared/report/unused-item';
import { pullRequest } from './pull-request';
import {
  acceptedSection,
  findingsSection,
  intentsSection,
  pictureSection,
  unusedSection,
  whySection,
} from './report-sections';
import { code } from './table';

/** What a comment about intents and findings needs beside them. */
export interface ReportMarkdownOptions extends ReportOptions {
  /** Why an intent does not hold, for people: several lines. */
  readonly explain: (outcome: IntentOutcome) => string;
  /** A mermaid flowchart of the intents. @default - no picture */
  readonly picture?: string;
}

/** Intents that do not hold, and findings, as a comment on a pull request. */
export function reportToMarkdown(reported: Reported, options: ReportMarkdownOptions): string {
  const { intents, lint } = reported;
  const items = reportItems(reported);
  const failing = (intents?.intents ?? []).filter((each) => !RESTING.has(standingOf(each)));
  const open = lint === undefined ? [] : reportItems({ lint }).filter(isOpen);
  const findings = open.filter((item) => !isUnused(item));
  return pullRequest({
    about: intents === undefined ? 'lint' : 'check',
    heading: headingOf(reported, items.filter(isOpen)),
    sections: [
      intentsSection(failing, options),
      findingsSection(findings, options),
      unusedSection(open.filter(isUnused), options),
      ...failing.map((outcome) => whySection(outcome, options.explain(outcome))),
      ...(failing.length === 0 || options.picture === undefined
        ? []
        : [pictureSection(options.picture)]),
      acceptedSection(items.filter((item) => !isOpen(item))),
    ],
    footer: `cdk8s-netpol ${code(options.version)}`,
  });
}

const RESTING: ReadonlySet<IntentStanding> = new Set(['passed', 'acknowledged']);

function isOpen({ accepted }: ReportItem): boolean {
  return accepted === undefined;
}

/** The counts in one line, and a sign for whoever reads no more than that. */
function headingOf({ intents, lint }: Reported, open: readonly ReportItem[]): string {
  const held = intents === undefined ? [] : [standingsText(countStandings(intents))];
  const found = lint === undefined ? [] : [`checks: ${itemsSummary(reportItems({ lint }))}`];
  return `${signOf(open)} Network policies, ${[...held, ...found].join(' · ').replace(/\.$/, '')}`;
}

function signOf(open: readonly ReportItem[]): string {
  if (open.length === 0) return '✅';
  return open.some(({ severity }) => severity === 'error') ? '❌' : '⚠️';
}

function standingsText(counts: Readonly<Record<IntentStanding, number>>): string {
  const { passed, failed, undecided, warning, acknowledged } = counts;
  const others = [
    ...(warning === 0 ? [] : [count(warning, 'warning')]),
    ...(acknowledged === 0 ? [] : [`${acknowledged} acknowledged`]),
  ];
  const all = [`${passed} passed`, `${failed} failed`, `${undecided} undecided`, ...others];
  return `intents: ${all.join(', ')}`;
}
