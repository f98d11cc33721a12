import { Lexer } from 'yaml';
import { IGNORE_COMMENT, type WrittenComment } from '../kernel';
import { nodesIn } from './comment-nodes';
import { placesIn } from './place';
import { writtenTexts } from './texts';

/** What the lexer of `yaml` gives beside the text: the end of a flow, a document, a scalar to come. */
const FLOW_END = '\u0018';
const DOCUMENT = '\u0002';
const SCALAR = '\u001f';

/** In any case of letters, so that what accepts nothing is told. */
const MENTIONED = new RegExp(IGNORE_COMMENT, 'i');

/**
 * The comments that accept findings in some texts by file, each with the lines of the node that it
 * stands at. A text without the word is not looked at.
 */
export function commentsIn(texts: ReadonlyMap<string, string>): readonly WrittenComment[] {
  return [...writtenTexts(texts)].flatMap(([file, text]) =>
    MENTIONED.test(text) ? commentsOf(text, file) : [],
  );
}

function commentsOf(text: string, file: string): readonly WrittenComment[] {
  const placeOf = placesIn(text);
  const nodeAt = nodesIn(text.split('\n'));
  return rawComments(text).map(({ offset, comment }) => {
    const { line, column } = placeOf(offset);
    const node = nodeAt(line - 1, column - 1);
    return { file, line, column, text: comment, ...(node !== undefined && { node }) };
  });
}

/** Told from texts with a `#` in them by the lexer alone: parsing would cost as much as reading. */
function rawComments(text: string) {
  const found: { readonly offset: number; readonly comment: string }[] = [];
  let offset = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    const isMark: boolean =
      !isScalar && (token === FLOW_END || token === DOCUMENT || token === SCALAR);
    if (!isScalar && token.startsWith('#') && MENTIONED.test(token)) {
      found.push({ offset, comment: token.trimEnd() });
    }
    isScalar = isMark && token === SCALAR;
    if (!isMark) offset += token.length;
  }
  return found;
}
