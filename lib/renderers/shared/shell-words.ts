const HARMLESS = /^[\w./:@%+=,-]+$/;

/** A command as a shell takes it: paths may hold anything, and people paste what they read. */
export function shellWords(words: readonly string[]): string {
  return words
    .map((word) => (HARMLESS.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
