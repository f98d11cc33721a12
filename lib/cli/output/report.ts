import { UsageError } from '../../kernel/errors';
import { FORMATS_OF, type Format, parseFormat, type Verb } from './format';

/** One further copy of an answer: `--report sarif=netpol.sarif`. */
export interface Report {
  readonly format: Format;
  /** As the user wrote it. */
  readonly file: string;
}

/** What `--report` asks for. @throws {UsageError} for anything but a format of the verb and a file */
export function parseReport(verb: Verb, text: string): Report {
  const [format = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (rest.length > 0 && file !== '') return { format: parseFormat(verb, format), file };
  const example = FORMATS_OF[verb].find((each) => each === 'sarif') ?? 'json';
  throw new UsageError(
    `--report takes a format and a file, and got \`${text}\``,
    `write --report ${example}=netpol.${example}`,
  );
}
