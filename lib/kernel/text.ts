// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Makes text that came from a manifest safe for one terminal line: control characters, escape
 * sequences and direction overrides become visible `\u{..}`.
 */
export function oneLine(text: string): string {
  return text.replace(CONTROL, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/** `1 policy`, `3 policies`: a count with its noun. */
export function count(amount: number, one: string, many: string = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
