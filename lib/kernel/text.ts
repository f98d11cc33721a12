// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** What tells the log of a pipeline to do something, wherever it stands in a line. */
const LOG_COMMAND = /##(?=\[)/g;

/**
 * Makes text that came from a manifest safe for one line of a terminal or of a log: control characters,
 * escape sequences, direction overrides and `##[` become visible `\u{..}`.
 */
export function oneLine(text: string): string {
  return text.replace(CONTROL, visible).replace(LOG_COMMAND, `#${visible('#')}`);
}

/** The same line where a log would take its beginning for a command: `::error::`. */
export function notACommand(line: string): string {
  return line.replace(/^(\s*):(?=:[A-Za-z][\w-]*(?: .*)?::)/, `$1${visible(':')}`);
}

function visible(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** `1 policy`, `3 policies`: a count with its noun. */
export function count(amount: number, one: string, many: string = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

/** A large number as people read it: `1,296,000,000`. The same in every locale. */
export function amountText(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** As much of a text as a message can bear. */
export function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
