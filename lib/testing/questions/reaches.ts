import { groupBy, UsageError } from '../../kernel';
import type { Explanation } from '../../results';
import { reachMessage } from '../words/reach-message';
import { explained } from './explained';
import { neverReaches, standInReaches } from './possible';
import type { Answer, FlowQuestion, Offence, Wanted } from './question';

/**
 * Whether flows pass: on every one of the named ports, or on any one where none is named, for each
 * pair of ends. Asked with `.not`: whether none passes, on none of the ports.
 */
export function reaches(question: FlowQuestion, wanted: Wanted): Answer {
  const { from, to } = question;
  const isOpen = from.speaksOf === 'possible' || to.speaksOf === 'possible';
  if (wanted === 'not-so' && isOpen) return neverReaches(question);
  const isKnown = from.known.length > 0 && (to.known.length > 0 || to.service !== undefined);
  if (!isKnown) return standIn(question);
  const offences = offencesIn(explained(question), question, wanted);
  return {
    holds: offences.length === 0,
    message: () => reachMessage(question, wanted, offences),
  };
}

function standIn(question: FlowQuestion): Answer {
  if (question.ports.length > 0) return standInReaches(question);
  const { from, to } = question;
  const nobody = from.known.length === 0 ? from : to;
  throw new UsageError(
    `the manifests hold none of the ${nobody.name}`,
    'name a port, so that a pod that could exist stands in, or add the manifests of such a pod',
  );
}

function offencesIn(
  explanations: readonly Explanation[],
  { ports }: FlowQuestion,
  wanted: Wanted,
): readonly Offence[] {
  if (wanted === 'so' && ports.length === 0) return withoutAnyPort(explanations);
  const expected = wanted === 'so' ? 'allowed' : 'denied';
  return explanations.flatMap((explanation) => {
    const cases = explanation.cases.filter(({ verdict }) => verdict !== expected);
    return cases.length === 0 ? [] : [{ explanation, cases }];
  });
}

/** Pairs between which nothing surely passes on any port. */
function withoutAnyPort(explanations: readonly Explanation[]): readonly Offence[] {
  const pairs = groupBy(explanations, ({ from, to }) => `${from.id} ${to.id}`);
  return [...pairs.values()]
    .filter((pair) => !pair.some(({ cases }) => cases.some(({ verdict }) => verdict === 'allowed')))
    .flatMap((pair) => pair.map((explanation) => ({ explanation, cases: explanation.cases })));
}
