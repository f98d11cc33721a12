import { UsageError } from '../../kernel';
import { call } from '../words/call';
import { claimMessage } from '../words/claim-message';
import { prove, statedFlow } from './claim';
import { verdictOf } from './outcome';
import type { Answer, FlowQuestion, Wanted } from './question';

/**
 * Whether one end is got to from another in any number of steps, by way of known pods and on any
 * ports. Asked with `.not`: whether it surely is not, for pods that do not exist yet in one step.
 *
 * @throws {UsageError} for ports: whatever is open on the way is a way
 */
export function reachesByAnyWay({ from, to, ports }: FlowQuestion, wanted: Wanted): Answer {
  if (ports.length > 0) {
    throw new UsageError(
      'a way of several steps is taken on any port, and the question names one',
      'leave the port out, or ask toReach about one step',
    );
  }
  const kind = 'never-reaches-transitively';
  const result = prove(from.net, { kind, flows: [statedFlow(from, to, [])] });
  const verdict = verdictOf(result);
  const words = {
    call: call(from.name, 'toReachTransitively', to.name, wanted),
    expected:
      wanted === 'so' ? 'some way leads there' : 'no way leads there, in any number of steps',
    received: {
      holds: 'none does',
      broken: 'ALLOWED',
      undecided: 'UNDECIDED, which is neither',
    },
  };
  return {
    holds: verdict === (wanted === 'so' ? 'broken' : 'holds'),
    message: () => claimMessage(words, result),
  };
}
