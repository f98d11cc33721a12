import { type Diagnostic, InvalidInputError } from '../../../../lib/kernel';

/** What a call was refused for; fails when it is not refused. */
export function refusalsOf(call: () => unknown): readonly Diagnostic[] {
  try {
    call();
  } catch (error) {
    if (error instanceof InvalidInputError) return error.diagnostics;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The codes a call was refused for. */
export function codesOf(call: () => unknown): readonly string[] {
  return refusalsOf(call).map(({ code }) => code);
}

/** The first reason a call was refused for, on one line: `message => help`. */
export function refusalOf(call: () => unknown): string {
  const [first] = refusalsOf(call);
  return `${first?.message} => ${first?.help}`;
}

/** A value as plain JavaScript hands it over, unseen by the compiler. */
export function javascript<T>(value: unknown): T {
  return value as T;
}
