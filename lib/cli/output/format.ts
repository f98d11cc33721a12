import { UsageError } from '../../kernel/errors';
import { didYouMean } from '../../kernel/suggest';

/** How an answer is written. */
export type Format = 'pretty' | 'plain' | 'json' | 'csv' | 'markdown';

const FORMATS: Readonly<Record<string, Format>> = {
  pretty: 'pretty',
  plain: 'plain',
  json: 'json',
  csv: 'csv',
  markdown: 'markdown',
  md: 'markdown',
};

/** How intents are written. */
export type IntentsFormat = 'yaml' | 'typescript' | 'json';

/** The format called `text`. @throws {UsageError} for anything else */
export function parseFormat(text: string): Format {
  const format = Object.hasOwn(FORMATS, text) ? FORMATS[text] : undefined;
  if (format !== undefined) return format;
  const names = Object.keys(FORMATS);
  throw new UsageError(
    `there is no output format \`${text}\`.${didYouMean(text, names)}`,
    `use one of ${names.join(', ')}; unlike in cdk8s, -o is a format and not a directory`,
  );
}
