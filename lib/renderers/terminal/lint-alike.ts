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

/** Of very many findings of one check the first is told, and of the others a line each. */
export function alikeFindings(findings: readonly Finding[]): readonly Alike[] {
  const groups = groupBy(findings, ({ check, severity, standing, fix }) =>
    JSON.stringify([check, severity, standing, fix?.title]),
  );
  return [...groups.values()].flatMap((all) => {
    const [told, ...others] = all;
    if (told === undefined) return [];
    return all.length > FEW
      ? [{ told, others }]
      : all.map((each): Alike => ({ told: each, others: [] }));
  });
}

/** A line for each of the others, as compilers write it; advice only where it is another one. */
export function placeLines({ told, others }: Alike, at: number): Line[] {
  if (others.length === 0) return [];
  const text = ({ message, help }: Finding) =>
    help === told.help ? message : `${message} (${help})`;
  return [
    indented(
      at - 2,
      { text: '= ', tone: 'faint' },
      plain(`${others.length} more of these (-v tells all of each):`),
    ),
    ...others.map((each) =>
      indented(
        at + 2,
        { text: findingPlace(each.source), tone: 'faint' },
        plain(`  ${text(each)}`),
      ),
    ),
  ];
}
