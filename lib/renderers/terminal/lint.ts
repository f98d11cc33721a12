import { once, type RelatedPlace } from '../../kernel';
import type { Finding, LintResult, UnusedAcceptance } from '../../results';
import {
  acceptanceText,
  announced,
  findingPlace,
  lintSummary,
  pageCommand,
} from '../shared/finding-words';
import { shellWords } from '../shared/shell-words';
import { indented, type Line, plain, printLines } from './line';
import { alikeFindings, placeLines } from './lint-alike';
import { frameLines, gutterOf, textAt } from './lint-frame';
import { paragraph } from './paragraph';
import { DEFAULT_WIDTH, type TerminalOptions, type Tone } from './style';

/** How much is told about findings. */
export interface LintOptions extends TerminalOptions {
  /** `all` shows those too that somebody accepts, and every one in full. @default - needed */
  readonly details?: 'needed' | 'all';
  /** The texts that findings point into, by file. @default - no line is shown */
  readonly texts?: ReadonlyMap<string, string>;
  /** Arguments that make `netpol lint` read the same input. @default - none */
  readonly input?: readonly string[];
}

const TONES: Readonly<Record<ReturnType<typeof announced>, Tone>> = {
  error: 'denied',
  warning: 'undecided',
  info: 'heading',
  acknowledged: 'faint',
  baselined: 'faint',
};

/** The findings for people: what is wrong, the line that says it, what comes of it and what to do. */
export function findingsToTerminal(result: LintResult, options: LintOptions = {}): string {
  const { details = 'needed', style } = options;
  const shown = result.findings.filter(({ standing }) => details === 'all' || standing === 'open');
  const alike =
    details === 'all' ? shown.map((each) => ({ told: each, others: [] })) : alikeFindings(shown);
  return printLines(
    [
      ...alike.flatMap((each) => [
        ...findingLines(each.told, options),
        ...placeLines(each, textAt(gutterOf(each.told.source))),
        [],
      ]),
      ...result.unused.flatMap((unused) => [...unusedLines(unused, options), []]),
      [plain(lintSummary(result))],
    ],
    style,
  );
}

/** The lines of a text: one text may hold many findings. */
const linesOf = once((texts: ReadonlyMap<string, string>) => {
  const split = new Map<string, readonly string[]>();
  return (file: string): readonly string[] | undefined => {
    const known = split.get(file) ?? texts.get(file)?.split('\n');
    if (known !== undefined) split.set(file, known);
    return known;
  };
});

const NO_TEXTS: ReadonlyMap<string, string> = new Map();

function findingLines(finding: Finding, options: LintOptions): Line[] {
  const { width = DEFAULT_WIDTH, texts = NO_TEXTS } = options;
  const { source, facts, help, fix, related } = finding;
  const gutter = gutterOf(source);
  const accepted = acceptanceText(finding);
  const notes = [
    ...facts,
    ...related.map(relatedText),
    ...(accepted === undefined ? [] : [accepted]),
    ...(finding.standing === 'open' ? [`help: ${help}`] : []),
    ...(fix === undefined ? [] : [`fix: ${fix.title}${fixCommand(finding, options)}`]),
    `docs: ${pageCommand(finding)}`,
  ];
  return [
    ...titleLines(finding, width),
    indented(gutter.digits, { text: `--> ${findingPlace(source)}`, tone: 'faint' }),
    ...frameLines(source, linesOf(texts)(source.file), { width, gutter }),
    ...notes.flatMap((note) => noteLines(note, { width, at: textAt(gutter) })),
  ];
}

/** Where the file is what somebody wrote, the command that changes it. */
function fixCommand({ source }: Finding, { input = [] }: LintOptions): string {
  if (source.typescript !== undefined || source.file === STDIN) return '';
  return ` (${shellWords(['netpol', 'lint', ...input, '--fix'])})`;
}

/** What sources call standard input, which nobody can change. */
const STDIN = '<stdin>';

function titleLines(finding: Finding, width: number): Line[] {
  const word = announced(finding);
  const text = `${word} ${finding.check} ${finding.name}: ${finding.message}`;
  const [first = [], ...others] = paragraph(text, { indent: 2, width: width + 2 });
  const title = first.slice(1).map(({ text: all }) => all.slice(word.length));
  return [[{ text: word, tone: TONES[word] }, plain(title.join(''))], ...others];
}

function relatedText({ message, source }: RelatedPlace): string {
  return source === undefined ? `see ${message}` : `see ${message}, ${findingPlace(source)}`;
}

/** A note behind its sign, its further lines below its first one. */
function noteLines(text: string, { width, at }: { width: number; at: number }): Line[] {
  return paragraph(text, { indent: at + 2, width }).map((line, i): Line => {
    if (i > 0) return line;
    return [{ text: ' '.repeat(at - 2) }, { text: '= ', tone: 'faint' }, ...line.slice(1)];
  });
}

function unusedLines(
  { check, by, reason, message, source }: UnusedAcceptance,
  options: LintOptions,
) {
  const { width = DEFAULT_WIDTH } = options;
  const why = reason === undefined ? '' : ` (${reason})`;
  const title = `warning unused acknowledgement of ${check} by ${by}${why}: ${message}`;
  const place = source === undefined ? [] : [indented(2, { text: `--> ${findingPlace(source)}` })];
  return [...paragraph(title, { indent: 0, width }), ...place];
}
