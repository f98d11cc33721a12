import { count } from '../../../kernel';
import type { ReportItem } from './reported';

/** `3 errors, 2 warnings, 0 info; 4 acknowledged.` */
export function itemsSummary(items: readonly ReportItem[]): string {
  const open = items.filter(({ accepted }) => accepted === undefined);
  const of = (severity: ReportItem['severity']) =>
    open.filter((item) => item.severity === severity).length;
  const counts = [
    count(of('error'), 'error'),
    count(of('warning'), 'warning'),
    count(of('info'), 'info', 'info'),
  ];
  return `${counts.join(', ')}; ${items.length - open.length} acknowledged.`;
}
