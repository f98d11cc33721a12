import { count, type Severity } from '../../kernel';
import type { CheckInfo, ChecksResult } from '../../results';
import { checkBlocks, checkPage, type PagePart } from '../shared/check-page';
import { indented, type Line, plain, printLines } from './line';
import { paragraph } from './paragraph';
import { DEFAULT_WIDTH, type TerminalOptions, type Tone } from './style';

const TONES: Readonly<Record<Severity, Tone>> = {
  error: 'denied',
  warning: 'undecided',
  info: 'faint',
};

const INDENT = 2;
const WIDEST_SEVERITY = 'warning'.length;

/** Every check by block: its id, what it reports as, its name, and what it finds. */
export function checksToTerminal({ checks }: ChecksResult, options: TerminalOptions = {}): string {
  const { width = DEFAULT_WIDTH, style } = options;
  const blocks = checkBlocks(checks).flatMap(({ id, title, checks: own }): readonly Line[] => [
    [{ text: `${id}xx ${title}`, tone: 'heading' }],
    ...own.flatMap((check) => rowLines(check, width)),
    [],
  ]);
  const [first] = checks;
  const closing = `${count(checks.length, 'check')}; netpol checks ${first?.id} prints the page of one.`;
  return printLines([...blocks, [plain(closing)]], style);
}

function rowLines({ id, severity, name, summary }: CheckInfo, width: number): readonly Line[] {
  const level = { text: severity.padEnd(WIDEST_SEVERITY), tone: TONES[severity] };
  const indent = INDENT + id.length + 2;
  return [
    indented(INDENT, plain(`${id}  `), level, plain(`  ${name}`)),
    ...paragraph(summary, { indent, width, tone: 'faint' }),
  ];
}

/** The same for programs that read lines: one check a line. */
export function checksToLines({ checks }: ChecksResult): string {
  const lines = checks.map(
    ({ id, severity, name, summary }) => `${id} ${severity} ${name}: ${summary}`,
  );
  return printLines([...lines, `${count(checks.length, 'check')}.`].map((line) => [plain(line)]));
}

/** The page of one check. */
export function checkPageToTerminal(check: CheckInfo, options: TerminalOptions = {}): string {
  const { width = DEFAULT_WIDTH, style } = options;
  const { id, name, severity, summary } = check;
  const sections = checkPage(check).flatMap(({ title, parts }): readonly Line[] => [
    [],
    [{ text: title, tone: 'heading' }],
    ...parts.flatMap((part, i) => [
      ...(i > 0 && isApart(part, parts[i - 1]) ? [[]] : []),
      ...partLines(part, width),
    ]),
  ]);
  return printLines(
    [
      [plain(`${id} ${name}  `), { text: severity, tone: TONES[severity] }],
      ...paragraph(summary, { indent: INDENT, width }),
      ...sections,
    ],
    style,
  );
}

function partLines(part: PagePart, width: number): readonly Line[] {
  switch (part.kind) {
    case 'text':
      return paragraph(part.text, { indent: INDENT, width });
    case 'link':
      return [
        ...paragraph(part.title, { indent: INDENT, width }),
        indented(INDENT, { text: part.url, tone: 'faint' }),
      ];
    case 'code':
      return part.text.split('\n').map((line) => indented(2 * INDENT, plain(line)));
  }
}

/** Whether an empty line stands between two parts: around code. */
function isApart(part: PagePart, before: PagePart | undefined): boolean {
  return part.kind === 'code' || before?.kind === 'code';
}
