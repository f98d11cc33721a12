import type { ReachResult } from '../../results';
import { endName } from '../shared/end-name';
import { NOT_ISOLATED, type ReachRow, reachRows } from '../shared/reach-rows';
import { reachSummary } from '../shared/reach-summary';
import { fittingTable } from './budget';
import { code } from './table';

const FLOWS = ['flow', 'flows'] as const;

/** Reachability as a Markdown table and one sentence; of very many flows the first ones. */
export function reachToMarkdown(result: ReachResult): string {
  const rows = reachRows(result);
  const table = fittingTable(['to', 'from', 'ports', 'by'], rows.map(cells), FLOWS);
  return `${rows.length === 0 ? '' : `${table}\n`}${reachSummary(result, code)}\n`;
}

function cells({ to, from, verdict, portsText, by }: ReachRow): string[] {
  const mark = verdict === 'allowed' ? '' : '❔ undecided: ';
  return [code(endName(to)), code(endName(from)), `${mark}${portsText}`, why(by)];
}

function why(by: readonly string[]): string {
  return by.length === 0 ? NOT_ISOLATED : by.map(code).join(', ');
}
