import { groupBy } from '../../kernel';
import type { Finding } from '../../results';
import { findingPlace } from '../shared/finding-words';
import { indented, type Line, plain } from './line';

/** So many findings alike are each told in full: who reads them mends them one by one. */
const FEW = 5;

/** A finding that is told in full, and those of which that says nearly everything. */
export interface Alike {
  readonly told: Finding;
  readonly others: readonly Finding[];
}

/** Of very many findings of one check with one advice the first is told, and of the others the places. */
export function alikeFindings(findings: readonly Finding[]): readonly Alike[] {
  const groups = groupBy(findings, ({ check, severity, standing, help, fix }) =>
    JSON.stringify([check, severity, standing, help, fix?.title]),
  );
  return [...groups.values()].flatMap((all) => {
    const [told, ...others] = all;
    if (told === undefined) return [];
    return all.length > FEW
      ? [{ told, others }]
      : all.map((each): Alike => ({ told: each, others: [] }));
  });
}

/** A line for each of these, as compilers write it. */
export function placeLines(others: readonly Finding[], at: number): Line[] {
  if (others.length === 0) return [];
  return [
    indented(
      at - 2,
      { text: '= ', tone: 'faint' },
      plain(`${others.length} more of these (-v tells all of each):`),
    ),
    ...others.map(({ source, message }) =>
      indented(at + 2, { text: findingPlace(source), tone: 'faint' }, plain(`  ${message}`)),
    ),
  ];
}
