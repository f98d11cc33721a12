import type { BlastRank, BlastResult } from '../../results';
import {
  type BlastRow,
  blastRows,
  blastSummary,
  fallsCell,
  outsideCell,
} from '../shared/blast-rows';
import { rulePlaces } from '../shared/exposure-rows';
import { fittingTable } from './budget';
import { code } from './table';

/** What falls as a Markdown table, and one sentence. */
export function blastToMarkdown(result: BlastResult): string {
  const { blasts, ranking } = result;
  const rows = blasts.flatMap(blastRows(result));
  const table =
    blasts.length === 0
      ? fittingTable(['taken', 'fall with it', 'metadata', 'internet'], ranking.map(rankCells), [
          'workload',
          'workloads',
        ])
      : fittingTable(
          ['taken', 'reached', 'steps', 'by way of', 'ports', 'by'],
          rows.map(rowCells),
          ['row', 'rows'],
        );
  return `${table}\n${blastSummary(result, code)}\n`;
}

function rankCells(rank: BlastRank): string[] {
  const { metadata, internet } = rank.outside;
  return [code(rank.workload), fallsCell(rank), outsideCell(metadata), outsideCell(internet)];
}

function rowCells(row: BlastRow): string[] {
  const mark = row.verdict === 'allowed' ? '' : '❔ may: ';
  const waits = row.waitsFor.length === 0 ? [] : [`until ${row.waitsFor.map(code).join(', ')}`];
  const rules = row.rules.map((rule) => `${code(rule.id)} ${rulePlaces(rule).map(code).join(' ')}`);
  return [
    code(row.taken),
    `${mark}${code(row.to)}`,
    String(row.steps),
    row.by.map(code).join(', '),
    row.ports,
    [...waits, ...row.unruled.map(code), ...rules].join('; '),
  ];
}
