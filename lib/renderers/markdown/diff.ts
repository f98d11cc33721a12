import { count } from '../../kernel';
import type { DiffResult } from '../../results';
import { proofText } from '../shared/diff-words';
import { codeBlock } from './code-block';
import {
  blastSection,
  intentsSection,
  policiesSection,
  possibleSection,
  rowsSection,
  workloadsSection,
} from './diff-sections';
import { prose } from './prose';
import { type PullRequestSection, pullRequest } from './pull-request';
import { code } from './table';

/** What a comment about a difference needs beside it. */
export interface DiffMarkdownOptions {
  /** Of this package. */
  readonly version: string;
  /** Every row and why it is so, for people: several lines. @default - no such section */
  readonly explained?: string;
  /** A mermaid flowchart of the rows. @default - no picture */
  readonly picture?: string;
}

/** A difference as a comment on a pull request. */
export function diffToMarkdown(result: DiffResult, options: DiffMarkdownOptions): string {
  const { before, after } = result;
  return pullRequest({
    about: 'diff',
    heading: headingOf(result),
    sections: [
      rowsSection(result),
      possibleSection(result),
      proofSection(result),
      intentsSection(result),
      workloadsSection(result),
      blastSection(result),
      policiesSection(result),
      ...blockSection('Why', 'text', result.rows.length > 0 ? options.explained : undefined),
      ...blockSection('Picture', 'mermaid', result.rows.length > 0 ? options.picture : undefined),
    ],
    footer: `netpol diff, ${code(before)} to ${code(after)} · cdk8s-netpol ${code(options.version)}`,
  });
}

/** The counts in one line, and a sign for whoever reads no more than that. */
function headingOf({ summary, equivalence, rows, possible, intents }: DiffResult): string {
  const { broadened, narrowed, changed, unchanged, opened } = summary;
  if (rows.length + possible.length + opened === 0) {
    const held = intents === undefined ? '' : `, ${count(intents.holds, 'intent')} hold`;
    const sign = equivalence === 'proven' ? '✅' : '❔';
    return `${sign} Reachability unchanged (${count(unchanged, 'flow')}${held})`;
  }
  const fresh = opened === 0 ? '' : `, ${count(opened, 'flow')} of new workloads`;
  const unborn = possible.length === 0 ? '' : `, ${possible.length} for pods that do not exist yet`;
  const isWider = broadened + changed + opened + summary.possible.broadened > 0;
  const others = changed === 0 ? '' : `, ${changed} changed`;
  return `${isWider ? '🔓' : '🔒'} Reachability: ${broadened} broadened, ${narrowed} narrowed${others}${fresh}${unborn} (${unchanged} unchanged)`;
}

function proofSection(result: DiffResult): PullRequestSection {
  const text = proofText(result);
  return {
    as: 'open',
    entries: text === '' ? [] : [`${prose(text)}\n`],
    noun: ['remark', 'remarks'],
  };
}

function blockSection(
  title: string,
  language: 'text' | 'mermaid',
  text: string | undefined,
): readonly PullRequestSection[] {
  if (text === undefined) return [];
  const noun = title === 'Why' ? (['explanation', 'explanations'] as const) : PICTURE;
  return [{ title, as: 'folded', entries: [codeBlock(text, language)], noun }];
}

const PICTURE = ['picture', 'pictures'] as const;
