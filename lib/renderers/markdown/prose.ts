import { code, htmlCode } from './table';

/** A word that Markdown, and whoever looks for links, mentions and numbers of issues in it, leave alone. */
const PLAIN_WORD = /^[A-Za-z]+(?:['’-][A-Za-z]+)*$|^[A-Za-z]{1,4}\d{1,2}$|^\d+$|^[→×·…]$/;

/** A word, and what stands around it in a sentence. */
const PARTS = /^(\(?)(.*?)(\)?[.,:;?]*)$/;

/**
 * A sentence with names in it as Markdown. What stands in backticks, and every word that is no plain
 * word, becomes code: a mention counts everywhere else, however it is escaped.
 */
export function prose(text: string): string {
  return sentence(text, code);
}

/** The same inside an HTML element that begins a line, where Markdown means nothing. */
export function htmlProse(text: string): string {
  return sentence(text, htmlCode);
}

type Quote = (text: string) => string;

function sentence(text: string, quote: Quote): string {
  return text
    .split('`')
    .map((part, i) => (i % 2 === 1 ? quote(part) : words(part, quote)))
    .join('');
}

function words(text: string, quote: Quote): string {
  return text
    .split(/( +)/)
    .map((word) => (/^ *$/.test(word) ? word : wordText(word, quote)))
    .join('');
}

function wordText(word: string, quote: Quote): string {
  const [, open = '', bare = word, end = ''] = PARTS.exec(word) ?? [];
  if (bare === '') return word;
  // `f(x)` is one word.
  if (bare.includes('(') && end.startsWith(')'))
    return `${open}${quote(`${bare})`)}${end.slice(1)}`;
  // `1.` would begin a list.
  const isList = /^\d/.test(bare) && end.startsWith('.');
  if (PLAIN_WORD.test(bare)) return isList ? quote(word) : word;
  return `${open}${quote(bare)}${end}`;
}
