import { UsageError } from '../../kernel/errors';
import { didYouMean } from '../../kernel/suggest';

/** How an answer is written. */
export type Format =
  | 'pretty'
  | 'plain'
  | 'json'
  | 'csv'
  | 'markdown'
  | 'mermaid'
  | 'dot'
  | 'sarif'
  | 'junit'
  | 'github'
  | 'gitlab';

/** A verb whose answer comes in several formats. */
export type Verb =
  | 'check'
  | 'lint'
  | 'checks'
  | 'reach'
  | 'matrix'
  | 'explain'
  | 'evidence'
  | 'diff'
  | 'exposure'
  | 'blast';

const TEXTS: readonly Format[] = ['pretty', 'plain', 'json'];
const TABLES: readonly Format[] = [...TEXTS, 'csv', 'markdown'];
const PICTURES: readonly Format[] = [...TABLES, 'mermaid', 'dot'];
const REPORTS: readonly Format[] = ['sarif', 'junit', 'github', 'gitlab'];

/** The formats of each verb: those that make sense for its answer. */
export const FORMATS_OF: Readonly<Record<Verb, readonly Format[]>> = {
  check: [...PICTURES, ...REPORTS],
  lint: [...TABLES, ...REPORTS],
  checks: [...TEXTS, 'markdown'],
  reach: PICTURES,
  matrix: TABLES,
  explain: [...TEXTS, 'markdown'],
  evidence: TABLES,
  diff: PICTURES,
  exposure: PICTURES,
  blast: PICTURES,
};

const SHORT: Readonly<Record<string, Format>> = { md: 'markdown' };

/** How intents are written. */
export type IntentsFormat = 'yaml' | 'typescript' | 'json';

/** The format called `text`, for this verb. @throws {UsageError} for anything else */
export function parseFormat(verb: Verb, text: string): Format {
  const formats = FORMATS_OF[verb];
  const name = Object.hasOwn(SHORT, text) ? SHORT[text] : text;
  const format = formats.find((each) => each === name);
  if (format !== undefined) return format;
  const known = [...PICTURES, ...REPORTS].find((each) => each === name);
  if (known !== undefined) {
    throw new UsageError(`${verb} has no ${known} output`, `use one of ${formats.join(', ')}`);
  }
  throw new UsageError(
    `there is no output format \`${text}\`.${didYouMean(text, formats)}`,
    `use one of ${formats.join(', ')}; unlike in cdk8s, -o is a format and not a directory`,
  );
}
