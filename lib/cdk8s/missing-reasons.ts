import { callerLine, show } from '../constructs';
import { type Diagnostic, formatPath, InvalidInputError } from '../kernel';
import { refusal } from './app-codes';
import { type Emission, type EmittedObject, nameOf, sourceOf } from './emitted';

/** Whether every rule that opens something has to say why. */
export type Reasons = 'optional' | 'required';

const WORDS: readonly unknown[] = ['optional', 'required'] satisfies Reasons[];

/** Refuses a word that would require nothing. @throws {InvalidInputError} */
export function checkReasons(reasons: Reasons): Reasons {
  if (WORDS.includes(reasons)) return reasons;
  const message = `\`reasons\` is ${show(reasons)}, neither 'optional' nor 'required'`;
  const source = callerLine() ?? { file: '(in memory)' };
  throw new InvalidInputError([
    refusal('cdk8s/no-reason', message, source, "write reasons: 'required', or leave it out"),
  ]);
}

/** The rules that nobody justifies, of what constructs of this package emit: others know no reasons. */
export function missingReasons({ objects }: Emission): readonly Diagnostic[] {
  return objects.flatMap(missingIn);
}

function missingIn(emitted: EmittedObject): Diagnostic[] {
  return emitted.provenance.rules.flatMap(({ direction, index, typescript, reason }) => {
    if (reason !== undefined) return [];
    const path = formatPath(['spec', direction, index]);
    const at = sourceOf(emitted);
    const message = `${nameOf(emitted)} ${formatPath([direction, index])} opens something, and nobody says why`;
    return [refusal('cdk8s/no-reason', message, { ...at, ...typescript, path })];
  });
}
