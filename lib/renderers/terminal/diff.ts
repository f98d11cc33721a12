import { groupBy } from '../../kernel';
import type { DiffChange, DiffResult, DiffRow } from '../../results';
import { countsText, endNames, proofText, SIGNS } from '../shared/diff-words';
import { blastLines } from './diff-blast';
import { groupLines } from './diff-groups';
import { possibleLines } from './diff-possible';
import { type DiffTerms, rowLines } from './diff-rows';
import { inventoryLines } from './diff-workloads';
import { type Line, plain, printLines } from './line';
import { paragraph } from './paragraph';
import { DEFAULT_WIDTH, GLYPHS, type TerminalOptions, type Tone } from './style';

/** How much of a difference is shown. */
export interface DiffDetail {
  /** `grouped`: by namespace, where there are more than twenty rows. @default - grouped */
  readonly rows?: 'grouped' | 'all';
}

/** More rows than this are told by namespace. */
const FEW = 20;

const TITLES: Readonly<Record<DiffChange, readonly [string, Tone]>> = {
  broadened: ['BROADENED', 'denied'],
  narrowed: ['NARROWED', 'undecided'],
  changed: ['PORTS CHANGED', 'heading'],
};

/** A difference for people: what is broadened, what is narrowed, why, and what else is new or gone. */
export function diffToTerminal(
  result: DiffResult,
  options: TerminalOptions & DiffDetail = {},
): string {
  const { width = DEFAULT_WIDTH, glyphs = 'ascii' } = options;
  const signs = GLYPHS[glyphs];
  const terms: DiffTerms = { width, signs, nameOf: endNames(result) };
  const isMuch = result.rows.length > FEW && options.rows !== 'all';
  const shown = [...groupBy(result.rows, ({ change }) => change)].flatMap(([change, rows]) => [
    titleLine(change, rows),
    ...(isMuch ? groupLines(rows, result, terms) : rowLines(rows, terms)),
  ]);
  const more = isMuch ? [[], [plain('every flow, and why: --all')]] : [];
  const proof = proofText(result);
  const blocks = [
    [...shown, ...more],
    possibleLines(result, terms),
    inventoryLines(result, terms),
    blastLines(result, terms),
    intentLines(result, width),
    proof === '' ? [] : paragraph(proof, { indent: 0, width }),
  ].filter((lines) => lines.length > 0);
  const comma = glyphs === 'unicode' ? ' · ' : ', ';
  return printLines(
    [
      [plain(`${result.before} ${signs.to} ${result.after}, profile ${result.profile}`)],
      ...blocks.flatMap((lines): readonly Line[] => [[], ...lines]),
      [],
      [plain(`${countsText(result, comma)}.`)],
    ],
    options.style,
  );
}

function titleLine(change: DiffChange, rows: readonly DiffRow[]): Line {
  const [title, tone] = TITLES[change];
  return [{ text: `${SIGNS[change]} ${title} (${rows.length})`, tone }];
}

/** Which intents no longer hold, and which do now. */
function intentLines({ intents }: DiffResult, width: number): readonly Line[] {
  if (intents === undefined) return [];
  const { breaks, mends, holds, broken, undecided } = intents;
  const counts = `Intents: ${holds} hold, ${broken} broken, ${undecided} undecided`;
  return [
    [plain(counts)],
    ...breaks.flatMap(({ name, after }) =>
      paragraph(`! \`${name}\` held before, and is ${after}`, { indent: 2, width, tone: 'denied' }),
    ),
    ...mends.flatMap(({ name, before }) =>
      paragraph(`\`${name}\` was ${before} before, and holds`, { indent: 2, width }),
    ),
  ];
}
