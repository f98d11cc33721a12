import type { Claim } from '../../kernel';
import type { IntentsResult } from '../../results';
import type { EndMeaning } from '../end';
import { claimMessage } from '../words/claim-message';
import { onlyWords } from '../words/only-words';
import { alsoAlike } from './alike';
import { endpointOf, prove, statedFlow } from './claim';
import { flowQuestion } from './explained';
import { verdictOf } from './outcome';

import type { Answer, FlowQuestion, OnlyQuestion, Wanted } from './question';
import { reaches } from './reaches';

/**
 * Whether each of the others passes, as `toReach` asks it, and nothing else does: no known pod, no
 * pod that may come to exist, and no address.
 */
export function only(question: OnlyQuestion, wanted: Wanted): Answer {
  const flows = question.others.map((other) => flowWith(other, question));
  return wanted === 'so' ? exactly(question, flows) : notExactly(question, flows);
}

function flowWith(other: EndMeaning, { direction, subject, ports }: OnlyQuestion): FlowQuestion {
  return direction === 'ingress'
    ? flowQuestion(other, subject, ports)
    : flowQuestion(subject, other, ports);
}

function exactly(question: OnlyQuestion, flows: readonly FlowQuestion[]): Answer {
  const missing = flows.map((flow) => reaches(flow, 'so')).find(({ holds }) => !holds);
  if (missing !== undefined) return missing;
  const result = proveNothingElse(question, flows);
  return {
    holds: verdictOf(result) === 'holds',
    message: () => claimMessage(onlyWords(question, 'so'), result),
  };
}

function notExactly(question: OnlyQuestion, flows: readonly FlowQuestion[]): Answer {
  const isMissing = flows.some((flow) => reaches(flow, 'not-so').holds);
  const result = proveNothingElse(question, flows);
  return {
    holds: isMissing || verdictOf(result) === 'broken',
    message: () => claimMessage(onlyWords(question, 'not-so'), result),
  };
}

/**
 * Nothing passes for the subject but flows that the question lists. What is known is taken by name;
 * a pod that may come to exist counts as one of the listed where no policy tells it from them.
 */
function proveNothingElse(
  { subject, direction }: OnlyQuestion,
  flows: readonly FlowQuestion[],
): IntentsResult {
  const { net } = subject;
  const claim: Claim = { kind: 'closed', pods: [endpointOf(subject)], directions: [direction] };
  const exact = flows.map(({ from, to, ports }) => statedFlow(from, to, ports));
  const result = prove(net, claim, exact);
  return isAboutKnown(result) ? result : prove(net, claim, flows.map(alsoAlike));
}

/** Whether something is against it that needs no pod yet to come; such violations come first. */
function isAboutKnown({ intents }: IntentsResult): boolean {
  const first = intents[0]?.violations[0];
  return (
    first !== undefined && first.from.kind !== 'possible-pod' && first.to.kind !== 'possible-pod'
  );
}
