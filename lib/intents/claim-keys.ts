import type { Claim } from '../kernel';
import type { Node } from './node';

/** Reads what an intent demands of its subject; undefined where that is not understood. */
export type ReadClaim = (entry: Node, subject: Node) => Claim | undefined;

/** The keys that say what must hold of the subject. */
const VERBS = [
  'reaches',
  'reaches-transitively',
  'reaches-only',
  'reaches-nothing',
  'resolves-names',
  'ports',
];

/** The one of `forms` that a map has; undefined for none, and for several, which are refused. */
export function oneOf(
  entry: Node,
  forms: ReadonlyMap<string, ReadClaim>,
): { readonly read: ReadClaim; readonly field: Node } | undefined {
  const [first, second] = entry.entries().flatMap(([key, field]) => {
    const read = forms.get(key);
    return read === undefined ? [] : [{ key, field, read }];
  });
  if (first === undefined || second === undefined) return first;
  const message = `\`${second.key}\` stands beside \`${first.key}\``;
  return second.field.refuse('intents/misplaced-key', message);
}

/** Refuses the verbs of an intent but `allowed`; whether there was none. */
export function saysOnly(entry: Node, subject: string, allowed: readonly string[]): boolean {
  const others = entry.entries().filter(([key]) => VERBS.includes(key) && !allowed.includes(key));
  for (const [key, field] of others) {
    const message = `\`${key}\` does not go with \`${subject}\``;
    field.refuse('intents/misplaced-key', message, `leave \`${key}\` out`);
  }
  return others.length === 0;
}
