import type { ExposureResult } from '../../results';
import {
  type ExposureRow,
  exposureRows,
  exposureSummary,
  rulePlaces,
  unprotected,
} from '../shared/exposure-rows';
import { fittingTable, TABLE_BYTES } from './budget';
import { code } from './table';

/** What the shorter of the two tables may take of a comment. */
const UNPROTECTED_BYTES = 12_000;

/** Exposure as Markdown: what nothing protects, a table of what passes, and one sentence. */
export function exposureToMarkdown(result: ExposureResult): string {
  const open = unprotected(result);
  const table = open.map(({ workload, directions }) => [code(workload), directions.join(' and ')]);
  const unprotectedText =
    open.length === 0
      ? ''
      : `### Workloads not protected by network policies\n\n${fittingTable(['workload', 'not isolated for'], table, ['workload', 'workloads'], UNPROTECTED_BYTES)}\n`;
  const rows = exposureRows(result);
  const exposed =
    rows.length === 0
      ? ''
      : `${fittingTable(['workload', 'direction', 'peer', 'ports', 'by'], rows.map(cells), ['row', 'rows'], TABLE_BYTES - UNPROTECTED_BYTES)}\n`;
  const unknown = result.unknown.map(({ message }) => `${message}\n\n`).join('');
  return `${unprotectedText}${exposed}${unknown}${exposureSummary(result, code)}\n`;
}

function cells(row: ExposureRow): string[] {
  const mark = row.verdict === 'allowed' ? '' : '❔ undecided: ';
  const waits = row.waitsFor.length === 0 ? [] : [`until ${row.waitsFor.map(code).join(', ')}`];
  const rules = row.rules.map((rule) => `${code(rule.id)} ${rulePlaces(rule).map(code).join(' ')}`);
  const by = [...waits, ...row.unruled, ...rules].join('; ');
  return [code(row.workload), row.direction, code(row.peer), `${mark}${code(row.ports)}`, by];
}
