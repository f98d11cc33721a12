import type { Diagnostic } from '../kernel';
import type { ParsedDocument, ParsedText } from './document';
import { TOO_DEEP } from './limits';
import { type Locate, lazy, placesIn } from './place';
import { type ProblemCode, problem } from './problem';
import { composeYaml } from './yaml-compose';
import { locateInYaml } from './yaml-locate';
import { readYamlValue, type ValueProblem } from './yaml-value';

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

/** Bare letters come in dozens, or not at all: the first one of a text tells of the others. */
function withoutRepetition(problems: readonly ValueProblem[]): ValueProblem[] {
  const letters = problems.filter(({ code }) => code === 'bare-letter');
  const [first] = letters;
  const others = problems.filter(({ code }) => code !== 'bare-letter');
  if (first === undefined) return others;
  const times = letters.length === 1 ? '' : `, ${letters.length} times in this document`;
  return [{ ...first, message: `an unquoted y or n${times}: ${first.message}` }, ...others];
}

/** Reads every document of a YAML text. Empty documents are no documents. */
export function parseYaml(text: string, file: string): ParsedText {
  const placeOf = placesIn(text);
  const documents: ParsedDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  // The nodes weigh many times the text and are needed again only to point at something.
  const composedAgain = lazy(() => composeYaml(text));

  const report = ({ code, message, offset }: ValueProblem) => {
    const source = { file, ...placeOf(offset) };
    diagnostics.push(problem(code, { message, source, help: helpFor(code, text) }));
  };
  const locator =
    (index: number, start: number): Locate =>
    (path) => {
      const again = composedAgain()[index];
      const isThere = again?.kind === 'nodes' && again.root !== null;
      return placeOf(isThere ? locateInYaml(again.root, path) : start);
    };
  for (const [index, document] of composeYaml(text).entries()) {
    const { kind, offset } = document;
    if (kind === 'broken') {
      report({ code: 'not-yaml', message: `not YAML: ${document.message}`, offset });
    } else if (kind === 'too-deep') {
      report({ code: 'too-deep', message: TOO_DEEP, offset });
    } else {
      const { value, problems } = readYamlValue(document.root, (at) => placeOf(at).line);
      withoutRepetition(problems).forEach(report);
      if (value !== null) documents.push({ value, locate: locator(index, offset) });
    }
  }
  return { documents, diagnostics };
}
