import type { Claim } from '../../kernel';
import type { IntentsResult } from '../../results';
import type { EndMeaning } from '../end';
import { claimMessage } from '../words/claim-message';
import { onlyWords } from '../words/only-words';
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

/** Nothing passes for the subject but flows that the question lists. */
function proveNothingElse(
  { subject, direction }: OnlyQuestion,
  flows: readonly FlowQuestion[],
): IntentsResult {
  const { net } = subject;
  const claim: Claim = { kind: 'closed', pods: [endpointOf(subject)], directions: [direction] };
  return prove(
    net,
    claim,
    flows.map(({ from, to, ports }) => statedFlow(from, to, ports)),
  );
}
