import type { IntentsResult } from '../../results';
import { reachCall } from '../words/call';
import { claimMessage } from '../words/claim-message';
import { prove, statedFlow } from './claim';
import { verdictOf } from './outcome';
import type { Answer, FlowQuestion } from './question';

/** Whether none of the flows passes, from or to pods that are known or may come to exist. */
export function neverReaches(question: FlowQuestion): Answer {
  const result = proved(question, 'never-reaches');
  const words = {
    call: reachCall(question, 'not-so'),
    expected: 'no such flow is allowed, also for pods that do not exist yet',
    received: {
      holds: 'none is',
      broken: 'ALLOWED',
      undecided: 'UNDECIDED, which is neither',
    },
  };
  return { holds: verdictOf(result) === 'holds', message: () => claimMessage(words, result) };
}

/** Whether the flows pass for the plainest pods that could exist, where none is known. */
export function standInReaches(question: FlowQuestion): Answer {
  const result = proved(question, 'reaches');
  const words = {
    call: reachCall(question, 'so'),
    expected: 'allowed, for the plainest pods that could exist: none is known',
    received: { holds: 'allowed', broken: 'DENIED', undecided: 'UNDECIDED, which is neither' },
  };
  return { holds: verdictOf(result) === 'holds', message: () => claimMessage(words, result) };
}

function proved(
  { from, to, ports }: FlowQuestion,
  kind: 'reaches' | 'never-reaches',
): IntentsResult {
  return prove(from.net, { kind, flows: [statedFlow(from, to, ports)] });
}
