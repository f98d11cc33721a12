import type { Intent } from '../../kernel';
import type { SuggestResult } from '../../results';
import { remarksOf, remarksOn } from './remarks';

/** An intent as an entry of a file: the file with this intent alone. */
export type FileOf = (intent: Intent) => string;

/** Suggested intents as a file that `netpol check` accepts, with what its reader wants to know. */
export function suggestToYaml(result: SuggestResult, fileOf: FileOf): string {
  const head = remarksOf(result).map((line) => `# ${line}`.trimEnd());
  const entries = result.suggestions.map((suggestion) => {
    const remarks = remarksOn(suggestion).map((line) => `  # ${line}\n`);
    return `\n${remarks.join('')}${fileOf(suggestion.intent).replace(/^intents:\n/, '')}`;
  });
  const list = entries.length === 0 ? 'intents: []\n' : `intents:${entries.join('')}`;
  return `${head.join('\n')}\n${list}`;
}
