import { groupBy } from '../../kernel';
import { byteLength, COMMENT_BYTES, fitEntries } from './budget';
import { htmlProse, prose } from './prose';

/** One part of a comment: a table, a list, a picture. */
export interface PullRequestSection {
  /** Plain text. A folded section shows it alone. @default - the section has no title */
  readonly title?: string;
  /** `folded` hides everything but the title until somebody clicks. */
  readonly as: 'open' | 'folded';
  /** Markdown in front of the entries, such as the head of a table. @default - nothing */
  readonly head?: string;
  /** Markdown, each with its final newline. What does not fit is counted. */
  readonly entries: readonly string[];
  /** Markdown behind the entries: the end of a code block. @default - nothing */
  readonly foot?: string;
  /** What one entry is, and several are: `changed flow`, `changed flows`. */
  readonly noun: readonly [one: string, many: string];
}

/** What a comment on a pull request says. */
export interface PullRequestText {
  /** What it is about, so that a pipeline finds the comment of the last run: `diff`, `check shop`. */
  readonly about: string;
  /** One line of Markdown with the counts, without `#`. */
  readonly heading: string;
  /** The most important first: what does not fit is cut at the end. */
  readonly sections: readonly PullRequestSection[];
  /** One line of Markdown in small print; left out where it is very long. @default - none */
  readonly footer?: string;
}

/** Kept free for the line that says what was cut, and what a footer may take. */
const LINE_BYTES = 2_000;

/**
 * A comment on a pull request: a hidden marker, a heading, sections. It never takes more than
 * 60,000 bytes; a line at its end says what was cut.
 */
export function pullRequest({ about, heading, sections, footer }: PullRequestText): string {
  const top = `${markerOf(about)}\n### ${heading}\n`;
  const isShort = footer !== undefined && byteLength(footer) <= LINE_BYTES;
  const bottom = isShort ? `\n<sub>${footer}</sub>\n` : '';
  let left = COMMENT_BYTES - LINE_BYTES - byteLength(top) - byteLength(bottom);
  const shown: string[] = [];
  const cut: Cut[] = [];
  for (const section of sections) {
    const { text, missing } = fitting(section, left);
    left = missing === 0 ? left - byteLength(text) : 0;
    shown.push(text);
    if (missing > 0) cut.push({ missing, noun: section.noun });
  }
  return `${top}${shown.join('')}${noticeOf(cut)}${bottom}`;
}

interface Cut {
  readonly missing: number;
  readonly noun: PullRequestSection['noun'];
}

/** What was cut, by what it is: there may be hundreds of sections. */
function noticeOf(cut: readonly Cut[]): string {
  if (cut.length === 0) return '';
  const texts = [...groupBy(cut, ({ noun: [one] }) => one).values()].map((alike) => {
    const missing = alike.reduce((sum, each) => sum + each.missing, 0);
    const [one, many] = alike[0]?.noun ?? ['', ''];
    return `${missing} more ${missing === 1 ? one : many}`;
  });
  return `\nTruncated: ${prose(texts.join(', '))}.\n`;
}

/** As much of a section as fits, and how many entries do not. */
function fitting(
  section: PullRequestSection,
  bytes: number,
): { readonly text: string; readonly missing: number } {
  const { entries } = section;
  if (entries.length === 0) return { text: '', missing: 0 };
  const [before, behind] = frameOf(section);
  const fit = fitEntries(entries, bytes - byteLength(before) - byteLength(behind));
  const missing = entries.length - fit.length;
  return { text: fit.length === 0 ? '' : `${before}${fit.join('')}${behind}`, missing };
}

function frameOf({ title, as, head = '', foot = '' }: PullRequestSection): [string, string] {
  if (as === 'folded') {
    const summary = `<details><summary>${title === undefined ? 'More' : htmlProse(title)}</summary>`;
    return [`\n${summary}\n\n${head}`, `${foot}\n</details>\n`];
  }
  const heading = title === undefined ? '' : `**${prose(title)}**\n\n`;
  return [`\n${heading}${head}`, foot];
}

/** A comment in HTML, which ends at the first `--`. */
function markerOf(about: string): string {
  const word = about.replace(/[^A-Za-z0-9./_]+/g, '-').replace(/^-|-$/g, '');
  return `<!-- cdk8s-netpol:${word} -->`;
}
