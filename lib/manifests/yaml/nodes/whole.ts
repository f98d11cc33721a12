import { type Diagnostic, lazy } from '../../../kernel';
import type { ParsedDocument, ParsedText } from '../../document';
import { TOO_DEEP } from '../../limits';
import { type Locate, placesIn } from '../../place';
import { reported, type ValueProblem, withoutRepetition } from '../problems';
import { composeYaml } from './compose';
import { locateInYaml } from './locate';
import { readYamlValue } from './value';

/**
 * Reads every document of a YAML text through its nodes. Empty documents are no documents. This is
 * what a YAML text means to us: text.ts gives the same answers faster where it can.
 */
export function parseWholeYaml(text: string, file: string): ParsedText {
  const placeOf = placesIn(text);
  const documents: ParsedDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  // The nodes weigh many times the text and are needed again only to point at something.
  const composedAgain = lazy(() => composeYaml(text));

  const report = (found: ValueProblem) => {
    diagnostics.push(reported({ text, file, placeOf }, found));
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
