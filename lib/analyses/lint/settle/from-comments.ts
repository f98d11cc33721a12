import {
  type CheckWords,
  IGNORE_COMMENT,
  parseReason,
  type Source,
  type WrittenComment,
} from '../../../kernel';
import { objectionTo, type Said, together, unreadable } from './said';

const WORD = new RegExp(`#[ \\t]*${IGNORE_COMMENT}(?![\\w-])(.*)$`);

/** Words about the comment rather than the comment itself: `# see netpol-ignore`. */
const MEANT = new RegExp(`${IGNORE_COMMENT}[\\s:=(]*(?:NP\\d|[a-z-]+\\s*--\\s)`, 'i');

/** As much of a comment as may be taken for one that accepts something. */
const BEGINNING = 300;

const HELP = `write # ${IGNORE_COMMENT} NP104 -- why that is right, perhaps with (until 2027-03-31) at its end`;

/** What comments accept, for the node they stand at: `# netpol-ignore NP104 -- reason`. */
export function acceptancesOfComments(
  comments: readonly WrittenComment[],
  checks: readonly CheckWords[],
): Said {
  return together(comments.map((comment) => read(comment, checks)));
}

function read(
  { file, line, column, text, node }: WrittenComment,
  checks: readonly CheckWords[],
): Said {
  const source: Source = { file, line, column };
  const rest = WORD.exec(text)?.[1];
  if (rest === undefined) {
    return MEANT.test(text.slice(0, BEGINNING))
      ? unreadable(`the comment begins otherwise`, source, HELP)
      : together([]);
  }
  const [words = '', ...reasons] = rest.split(/[ \t]--[ \t]/);
  if (reasons.length === 0) {
    return unreadable('the comment gives no reason behind ` -- `', source, HELP);
  }
  const said = parseReason(reasons.join(' -- '));
  if (typeof said === 'string')
    return unreadable(`the comment acknowledges nothing: ${said}`, source, HELP);
  if (node === undefined) {
    const message = 'the comment acknowledges nothing: below it, its document ends';
    return unreadable(message, source, 'write it above the node that it is about, or behind it');
  }
  return together(
    words
      .split(',')
      .map((word) => word.trim())
      .map((check): Said => {
        const wrong = check === '' ? 'it names no check' : objectionTo(check, checks);
        if (wrong !== undefined) {
          const isList = check
            .split(/\s+/)
            .every((each) => objectionTo(each, checks) === undefined);
          const why = isList ? 'checks are separated by commas' : wrong;
          const help = isList ? `write # ${IGNORE_COMMENT} NP104, NP108 -- <reason>` : HELP;
          return unreadable(`the comment acknowledges nothing: ${why}`, source, help);
        }
        const scope = { kind: 'lines', file, ...node } as const;
        return { acceptances: [{ ...said, check, by: 'comment', source, scope }], diagnostics: [] };
      }),
  );
}
