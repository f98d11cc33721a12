import type { Diagnostic } from '../../kernel/diagnostic';
import { InvalidInputError } from '../../kernel/errors';
import type { CodeLine } from '../../kernel/source';
import { callerLine } from './caller';
import { CONSTRUCT_CODES, type ConstructCode } from './codes';

/** One thing that is wrong with what an author wrote. */
export interface Objection {
  readonly code: ConstructCode;
  /** A fragment on one line, with the author's own words in backticks. */
  readonly message: string;
  /** A fix that names the author's values. @default - the help of the code */
  readonly help?: string;
}

/** An objection as a diagnostic that points at `place`. */
export function diagnosticOf(objection: Objection, place: CodeLine | undefined): Diagnostic {
  const { code, message } = objection;
  const { why, help } = CONSTRUCT_CODES[code];
  const source = place === undefined ? {} : { source: place };
  return { code, severity: 'error', message, ...source, why, help: objection.help ?? help };
}

/**
 * Refuses what an author wrote, pointing at the author's line.
 *
 * @throws {InvalidInputError} always, with every objection
 */
export function refuse(...objections: readonly Objection[]): never {
  const place = callerLine();
  throw new InvalidInputError(objections.map((objection) => diagnosticOf(objection, place)));
}

/** Refuses when there is anything to object. @throws {InvalidInputError} with every objection */
export function refuseAny(objections: readonly Objection[]): void {
  if (objections.length > 0) refuse(...objections);
}

/** A value as its author would recognise it, in backticks. */
export function show(found: unknown): string {
  return `\`${plainly(found)}\``;
}

function plainly(found: unknown): string {
  if (typeof found === 'string') return `'${found}'`;
  if (typeof found === 'function') return 'a function';
  if (Array.isArray(found)) return found.length === 0 ? '[]' : 'a list';
  if (typeof found === 'object' && found !== null) return 'an object';
  return String(found);
}

/** `peer`, or `peer 2 of 3`: which one of a list, where there are several. */
export function nth(noun: string, index: number, total: number): string {
  return total === 1 ? noun : `${noun} ${index + 1} of ${total}`;
}
