/** One JSON value inside a text: from its first character to after its last. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/** What a look at the punctuation of a JSON text tells, before anything is built from it. */
export interface JsonOutline {
  /** Deepest nesting of objects and lists. */
  readonly depth: number;
  /** How many fields are written, so that one written twice can be told from the parsed value. */
  readonly fields: number;
  /** Objects and lists that follow each other at the top, as `kubectl get -o json` twice prints. */
  readonly values: readonly JsonSpan[];
}

/** Index of the quote that closes the string opened at `start`, or the end of the text. */
function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at >= 0) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
    at = text.indexOf('"', at + 1);
  }
  return text.length;
}

/** Scans a JSON text once, without recursion. Says nothing sensible about text that is not JSON. */
export function outlineJson(text: string): JsonOutline {
  let depth = 0;
  let deepest = 0;
  let fields = 0;
  let start = 0;
  const values: JsonSpan[] = [];
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '"':
        at = closingQuote(text, at);
        break;
      case ':':
        fields += 1;
        break;
      case '{':
      case '[':
        if (depth === 0) start = at;
        depth += 1;
        deepest = Math.max(deepest, depth);
        break;
      case '}':
      case ']':
        depth -= 1;
        if (depth === 0) values.push({ start, end: at + 1 });
        break;
    }
  }
  return { depth: deepest, fields, values };
}
