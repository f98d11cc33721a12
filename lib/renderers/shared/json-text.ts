/** Characters that JSON may hold as they are, and that change what a terminal shows. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** What tells the log of a pipeline to do something, wherever it stands in a line. */
const LOG_COMMAND = /##(?=\[)/g;

/** A value as JSON: two spaces, one final newline, every control character escaped. */
export function jsonText(value: object): string {
  return `${inert(JSON.stringify(value, undefined, INDENT))}\n`;
}

/**
 * The same text in pieces, for lists that are longer than a text can be: each member of the value
 * is a piece, and of a list each element. No newline stands inside a text of JSON, so a value is
 * moved to the right by what is put behind each newline.
 */
export function* jsonPieces(value: object): Generator<string> {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  yield '{';
  for (const [i, [name, member]] of members.entries()) {
    yield `${i === 0 ? '' : ','}\n  ${inert(JSON.stringify(name))}: `;
    if (Array.isArray(member) && member.length > 0) yield* listPieces(member);
    else yield further(member, 1);
  }
  yield members.length === 0 ? '}\n' : '\n}\n';
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  for (const [i, each] of list.entries()) yield `${i === 0 ? '[' : ','}\n    ${further(each, 2)}`;
  yield '\n  ]';
}

const INDENT = 2;

/** A value inside of another one, its further lines as far to the right as it is deep. */
function further(value: unknown, depth: number): string {
  const text = JSON.stringify(value, undefined, INDENT) ?? 'null';
  return inert(text.replaceAll('\n', `\n${' '.repeat(INDENT * depth)}`));
}

function inert(text: string): string {
  return text.replace(UNSAFE, escaped).replace(LOG_COMMAND, `#${escaped('#')}`);
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
