import { count, oneLine } from '../../kernel';
import type { TargetDifference, TargetDifferences } from './target-differences';

const GAP = '  ';
const THERE = 'yes';
const NOT_THERE = '.';

/** Differences as text: a line each, a column for each target. Ends with what they come to. */
export function differencesTable({
  targets,
  differences,
}: Pick<TargetDifferences, 'targets' | 'differences'>): string {
  const among = count(targets.length, 'target');
  if (differences.length === 0) return `no differences between the policies of ${among}`;
  const names = targets.map(({ name }) => name);
  const profiles = targets.map(({ profile = '-' }) => oneLine(profile));
  const rows = [
    ['target', ...names],
    ['profile', ...profiles],
    ...differences.flatMap((each, index) => rowsOf(each, differences[index - 1]?.policy, names)),
  ];
  const policies = new Set(differences.map(({ policy }) => policy)).size;
  const verb = policies === 1 ? 'differs' : 'differ';
  return [
    ...aligned(rows),
    '',
    `${count(policies, 'policy', 'policies')} ${verb} between ${among}: ${count(differences.length, 'difference')}.`,
  ].join('\n');
}

/** The policy on a line of its own, above the first thing that differs in it. */
function rowsOf(
  { policy, part, targets }: TargetDifference,
  before: string | undefined,
  names: readonly string[],
): readonly (readonly string[])[] {
  const cells = names.map((name) => (targets.includes(name) ? THERE : NOT_THERE));
  if (part === undefined) return [[oneLine(policy), ...cells]];
  const row = [`${GAP}${oneLine(part)}`, ...cells];
  return policy === before ? [row] : [[oneLine(policy)], row];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}
