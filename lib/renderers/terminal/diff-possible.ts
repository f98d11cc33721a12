import type { DiffResult, PossibleChange } from '../../results';
import { witnessName } from '../shared/diff-witness';
import { SIGNS } from '../shared/diff-words';
import { portsText } from '../shared/port-text';
import { causeLines, type DiffTerms } from './diff-rows';
import { type Line, plain } from './line';
import { paragraph } from './paragraph';

/** Changes that matter only to pods that do not exist yet. */
export function possibleLines({ possible }: DiffResult, terms: DiffTerms): readonly Line[] {
  if (possible.length === 0) return [];
  const title: Line = [
    { text: `PODS THAT DO NOT EXIST YET (${possible.length})`, tone: 'heading' },
  ];
  return [title, ...possible.flatMap((change) => changeLines(change, terms))];
}

function changeLines(each: PossibleChange, { width, signs }: DiffTerms): readonly Line[] {
  const { change, from, to, ports, before, after, causes } = each;
  const tone = change === 'broadened' ? 'denied' : 'undecided';
  const ends = `${SIGNS[change]} ${witnessName(from)} ${signs.to} ${witnessName(to)}`;
  return [
    ...paragraph(ends, { indent: 2, width, tone }),
    [plain(`      ${portsText(ports)}  was ${before}, now ${after}`)],
    ...causeLines(causes, width),
  ];
}
