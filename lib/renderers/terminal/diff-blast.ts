import { count } from '../../kernel';
import type { DiffResult } from '../../results';
import type { DiffTerms } from './diff-rows';
import { type Line, plain } from './line';
import { paragraph } from './paragraph';

/** More workloads than this are counted. */
const FEW = 5;

/** With which workloads more fall than before, or fewer. */
export function blastLines(
  { blast = [] }: DiffResult,
  { width, signs }: DiffTerms,
): readonly Line[] {
  if (blast.length === 0) return [];
  const more = blast.length - FEW;
  return [
    [plain('Blast: other workloads that fall with one that is taken')],
    ...blast.slice(0, FEW).flatMap(({ workload, before, after }) =>
      paragraph(`${workload}  ${before} ${signs.to} ${after}`, {
        indent: 2,
        width,
        tone: after > before ? 'denied' : 'allowed',
      }),
    ),
    ...(more > 0 ? [[plain(`  and ${count(more, 'more workload')}`)]] : []),
  ];
}
