import { formatSource } from '../../kernel';
import { reportItems } from '../shared/report/items';
import type { Reported, ReportItem } from '../shared/report/reported';
import { csvRecords } from './records';

const HEAD = [
  'severity',
  'id',
  'name',
  'about',
  'message',
  'help',
  'yaml',
  'typescript',
  'path',
  'acknowledged',
  'fingerprint',
] as const;

/** Findings, and intents that do not hold, as CSV: one a record, what somebody acknowledges included. */
export function reportToCsv(reported: Reported): string {
  return csvRecords([HEAD, ...reportItems(reported).map(record)]);
}

function record(item: ReportItem): string[] {
  const { severity, rule, name, about, message, help, source, accepted, fingerprint } = item;
  const { typescript, path = '', ...yaml } = source;
  return [
    ...[severity, rule, name, about, message, help],
    typescript?.file === yaml.file ? '' : formatSource(yaml),
    typescript === undefined ? '' : formatSource(typescript),
    path,
    accepted?.reason ?? '',
    fingerprint,
  ];
}
