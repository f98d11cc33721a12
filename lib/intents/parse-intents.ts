import type { Diagnostic, Statement } from '../kernel';
import { type PlainDocument, parsePlain } from '../manifests';
import { duplicateNames } from './join-intents';
import { Node } from './node';
import type { ParsedIntents } from './parsed-intents';
import { problem } from './problem';
import { readEntry } from './read-entry';

/**
 * Reads the intents of one text, YAML or JSON. Whatever is wrong with it becomes a diagnostic, all
 * of it at once; nothing is thrown. `file` names the text in messages.
 *
 * @example
 * parseIntents(`
 * intents:
 *   - name: only the api reaches the database
 *     only: shop/api
 *     reaches: shop/db
 *     ports: [5432]
 * `, 'intents.yaml').statements
 */
export function parseIntents(text: string, file: string): ParsedIntents {
  const { documents, diagnostics } = parsePlain(text, file);
  const found: Diagnostic[] = [...diagnostics];
  const statements = documents.flatMap((document) => readDocument(document, found));
  // A text that cannot be read at all has said so already.
  if (documents.length === 0 && found.length === 0) {
    found.push(problem('intents/no-intents', `${file} is empty`, { file }));
  }
  return { statements, diagnostics: [...found, ...duplicateNames(statements)] };
}

function readDocument({ value, origin }: PlainDocument, diagnostics: Diagnostic[]): Statement[] {
  const root = new Node(value, [], { origin, diagnostics });
  const list = root.field('intents');
  if (list === undefined || !Array.isArray(list.value)) {
    const found = list === undefined ? 'is missing' : `is ${list.shown()}, not a list`;
    (list ?? root).refuse('intents/no-intents', `\`intents\` ${found}`);
    root.knowsOnly(['intents'], 'an intents file');
    return [];
  }
  root.knowsOnly(['intents'], 'an intents file');
  if (list.value.length === 0) list.refuse('intents/no-intents', '`intents` lists nothing');
  return list.items().flatMap((entry) => readEntry(entry) ?? []);
}
