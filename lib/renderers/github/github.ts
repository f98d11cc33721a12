import { groupBy, notACommand, oneLine, type Severity } from '../../kernel';
import { itemLines, placeLine } from '../shared/report/item-lines';
import { reportItems } from '../shared/report/items';
import { reportPlaces } from '../shared/report/places';
import type { Reported, ReportItem, ReportOptions } from '../shared/report/reported';
import { itemsSummary } from '../shared/report/summary';
import { annotation } from './command';

/** GitHub shows so many of each level a step, and says nothing of the others. */
const SHOWN = 10;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};

/**
 * Findings, and intents that do not hold, as annotations of GitHub Actions: the ten of each level that
 * GitHub shows, the others as lines of the log, and one sentence.
 */
export function reportToGithub(reported: Reported, options: ReportOptions): string {
  const items = reportItems(reported);
  const open = items.filter(({ accepted }) => accepted === undefined);
  const byLevel = [...groupBy(open, ({ severity }) => severity).values()];
  const shown = byLevel.flatMap((each) => each.slice(0, SHOWN));
  const others = byLevel.flatMap((each) => each.slice(SHOWN));
  const more = others.length === 0 ? [] : [`${others.length} more than GitHub shows:`];
  return [
    ...shown.map((item) => annotationOf(item, options)),
    ...[...more, ...others.map((item) => lineOf(item, options)), itemsSummary(items)].map(
      (line) => `${notACommand(oneLine(line))}\n`,
    ),
  ].join('');
}

function annotationOf(item: ReportItem, options: ReportOptions): string {
  const { rule, name, severity, message, source } = item;
  const [{ file, line, column }] = reportPlaces(source, options);
  return annotation(
    LEVELS[severity],
    {
      file,
      ...(line !== undefined && { line }),
      ...(column !== undefined && { col: column }),
      title: rule === name ? rule : `${rule} ${name}`,
    },
    [message, ...itemLines(item, options)],
  );
}

function lineOf({ severity, source, rule, message }: ReportItem, options: ReportOptions): string {
  const [place] = reportPlaces(source, options);
  return `${severity} ${placeLine(place)} ${rule} ${message}`;
}
