import { oneLine, type Severity } from '../../kernel';
import { jsonText } from '../shared/json-text';
import { openItems } from '../shared/report/items';
import { reportPlaces } from '../shared/report/places';
import type { Reported, ReportItem, ReportOptions } from '../shared/report/reported';

const SEVERITIES: Readonly<Record<Severity, 'critical' | 'major' | 'minor'>> = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
};

/** Findings, and intents that do not hold, as a code quality report of GitLab; without what somebody accepts. */
export function reportToGitlab(reported: Reported, options: ReportOptions): string {
  return jsonText(openItems(reported).map((item) => issueOf(item, options)));
}

function issueOf(
  { rule, name, severity, message, help, source, fingerprint }: ReportItem,
  options: ReportOptions,
): object {
  const [{ file, line = 1 }] = reportPlaces(source, options);
  return {
    description: oneLine(`${message}; ${help}`),
    check_name: rule === name ? rule : `${rule} ${name}`,
    fingerprint,
    severity: SEVERITIES[severity],
    location: { path: file, lines: { begin: line } },
  };
}
