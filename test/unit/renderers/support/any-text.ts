import fc from 'fast-check';

/** Any text, with the signs that some sink gives a meaning to more often than chance. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        '\u001b[2J',
        '\r\n',
        '|',
        '\\',
        '`',
        '``',
        '<b>',
        '@team',
        '=1',
        '"',
        ',',
        '_',
        '*',
        '\u202e',
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));

/** What no sink may let through. */
export const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not appear
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** How many lines a text has. */
export function lines(text: string): number {
  return text.split('\n').length;
}
