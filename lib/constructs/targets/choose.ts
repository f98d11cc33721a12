import { InternalError } from '../../kernel/errors';
import { orElse } from '../../kernel/suggest';
import { decline, type Refusal } from '../composite-refusals';
import { show } from '../dsl';
import type { TargetGroups } from './choices';

/** One target among others, as far as choosing by it goes. */
export interface Chooser {
  /** The target itself. */
  readonly name: string;
  /** Every target of the app. */
  readonly names: readonly string[];
  /** The targets of each group; undefined where the app has none. */
  readonly groups: TargetGroups<string> | undefined;
}

/**
 * What `choices` hold for the target: under its own name, else under that of its group.
 *
 * @throws {InvalidInputError} for a target that is left out, a word that names none, and two groups
 * that both hold a target
 */
export function pickFor<Choices extends object>(
  chooser: Chooser,
  choices: Choices,
): Choices[keyof Choices] {
  if (typeof choices !== 'object' || choices === null || Array.isArray(choices)) {
    const message = `\`pick\` got ${show(choices)} where its choices belong`;
    decline({ code: 'constructs/missing-target', message, help: exampleFor(chooser) });
  }
  const words = Object.keys(choices);
  const problems = [
    ...words.flatMap((word) => unknownWord('pick', word, chooser)),
    ...missing(words, chooser),
    ...twice(words, chooser),
  ];
  if (problems.length > 0) decline(...problems);
  const word = wordFor(chooser.name, words, chooser);
  const found = entriesOf(choices).find(([each]) => each === word);
  if (found === undefined) throw new InternalError(`no choice for target ${chooser.name}`);
  return found[1];
}

/** Whether the target is one of those that `words` name. @throws {InvalidInputError} for no word, or one that names none */
export function isAmong(chooser: Chooser, words: readonly string[]): boolean {
  const unknown = words.flatMap((word) => unknownWord('is', word, chooser));
  if (unknown.length > 0) decline(...unknown);
  if (words.length === 0) {
    const message = '`is` names no target';
    const help = `use one of ${wordsOf(chooser).join(', ')}`;
    decline({ code: 'constructs/unknown-target', message, help });
  }
  return wordFor(chooser.name, words, chooser) !== undefined;
}

/** The word that decides for a target: its name is more exact than that of its group. */
function wordFor(name: string, words: readonly string[], chooser: Chooser): string | undefined {
  if (words.includes(name)) return name;
  return words.find((word) => membersOf(word, chooser).includes(name));
}

function membersOf(word: string, { groups = {} }: Chooser): readonly string[] {
  return Object.hasOwn(groups, word) ? (groups[word] ?? []) : [];
}

function wordsOf({ names, groups = {} }: Chooser): readonly string[] {
  return [...names, ...Object.keys(groups)];
}

function unknownWord(call: string, word: unknown, chooser: Chooser): readonly Refusal[] {
  const known = wordsOf(chooser);
  if (known.some((each) => each === word)) return [];
  const near = typeof word === 'string' ? orElse(word, known) : '';
  const message = `\`${call}\` names ${show(word)}, which is no target${near}`;
  const help = `use one of ${known.join(', ')}`;
  return [{ code: 'constructs/unknown-target', message, help }];
}

function missing(words: readonly string[], chooser: Chooser): readonly Refusal[] {
  const left = chooser.names.filter((name) => wordFor(name, words, chooser) === undefined);
  if (left.length === 0) return [];
  const message = `\`pick\` says nothing for ${left.map((name) => `\`${name}\``).join(', ')}`;
  return [{ code: 'constructs/missing-target', message, help: exampleFor(chooser) }];
}

function twice(words: readonly string[], chooser: Chooser): readonly Refusal[] {
  return chooser.names
    .filter((name) => !words.includes(name))
    .flatMap((name): readonly Refusal[] => {
      const both = words.filter((word) => membersOf(word, chooser).includes(name));
      if (both.length < 2) return [];
      const message = `\`pick\` says ${both.map((word) => `\`${word}\``).join(' and ')} for \`${name}\``;
      const help = `give \`${name}\` itself, or keep one of them`;
      return [{ code: 'constructs/contradicting-options', message, help }];
    });
}

/** As `Object.entries`, which forgets what kind of values there are. */
function entriesOf<T extends object>(found: T): readonly (readonly [string, T[keyof T]])[] {
  return Object.entries(found);
}

function exampleFor({ names }: Chooser): string {
  return `give it a value for every target: ${names.join(', ')}`;
}
