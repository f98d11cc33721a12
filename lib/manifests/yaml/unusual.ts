/** Roughly anchors, aliases, tags and keys behind a `?`: never one too few. */
const UNUSUAL = /(?:^|[-:?,[{])[ ]*[&*!]|(?:^|[-:?,[{\s])\?(?:\s|$)/m;
const MARKS = ['&', '*', '!', '?'];
/** To `yaml`, a comment less deep than what follows may end what it stands in. */
const OUTDENTED_COMMENT = /^([ ]*)#[^\n]*\n(?:[ ]*\r?\n)*\1[ ]/m;

/**
 * Whether a text may hold what js-yaml reads otherwise than `yaml`, or goes back over: it does so
 * behind anchors and tags, and does not count the indentation of the first line. Looking for single
 * characters first costs next to nothing, and most texts need no more.
 */
export function isUnusual(text: string): boolean {
  if (text.startsWith(' ') || text.includes('\t')) return true;
  if (MARKS.some((mark) => text.includes(mark)) && UNUSUAL.test(text)) return true;
  return text.includes('#') && OUTDENTED_COMMENT.test(text);
}
