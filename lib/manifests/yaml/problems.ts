import type { Diagnostic, Json } from '../../kernel';
import type { Place } from '../place';
import { type ProblemCode, problem } from '../problem';

/** Something in a document that Kubernetes could not read, or that would be ambiguous. */
export interface ValueProblem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly offset: number;
}

/** What a document says, null where there is none, and what is wrong with it. */
export interface ReadDocument {
  readonly value: Json;
  readonly problems: readonly ValueProblem[];
}

/** A text, as what reports its problems has to know it. */
export interface ReportedText {
  readonly text: string;
  readonly file: string;
  readonly placeOf: (offset: number) => Place;
}

const HELP: { readonly [code in ProblemCode]?: string } = {
  'alias-bomb': 'write the values out instead of using aliases of aliases',
  'bare-letter': 'put it in quotes',
  'duplicate-key': 'keep one of them',
  'unreadable-scalar': 'put the value in quotes if it is meant as text',
};

const TEMPLATE_HELP =
  'render the template first, with `helm template <chart>`, and read its output';

/** A template in place of a value breaks the syntax, or reads as a mapping inside a mapping. */
function helpFor(code: ProblemCode, text: string): string | undefined {
  const isSyntax = code === 'not-yaml' || code === 'unreadable-scalar';
  return isSyntax && text.includes('{{') ? TEMPLATE_HELP : HELP[code];
}

/** One problem of a text as a diagnostic. */
export function reported(
  { text, file, placeOf }: ReportedText,
  { code, message, offset }: ValueProblem,
): Diagnostic {
  const source = { file, ...placeOf(offset) };
  return problem(code, { message, source, help: helpFor(code, text) });
}

/** Bare letters come in dozens, or not at all: the first one of a text tells of the others. */
export function withoutRepetition(problems: readonly ValueProblem[]): readonly ValueProblem[] {
  const letters = problems.filter(({ code }) => code === 'bare-letter');
  const [first] = letters;
  const others = problems.filter(({ code }) => code !== 'bare-letter');
  if (first === undefined) return others;
  const times = letters.length === 1 ? '' : `, ${letters.length} times in this document`;
  return [{ ...first, message: `an unquoted y or n${times}: ${first.message}` }, ...others];
}
