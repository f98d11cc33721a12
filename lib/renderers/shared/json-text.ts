/** Characters that JSON may hold as they are, and that change what a terminal shows. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** What tells the log of a pipeline to do something, wherever it stands in a line. */
const LOG_COMMAND = /##(?=\[)/g;

/** A value as JSON: two spaces, one final newline, every control character escaped. */
export function jsonText(value: object): string {
  const text = JSON.stringify(value, undefined, 2)
    .replace(UNSAFE, escaped)
    .replace(LOG_COMMAND, `#${escaped('#')}`);
  return `${text}\n`;
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
