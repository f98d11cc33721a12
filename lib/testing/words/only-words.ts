import type { OnlyQuestion, Wanted } from '../questions/question';
import { onlyCall } from './call';
import type { ClaimWords } from './claim-message';

/** What a test said that lets nothing else pass. */
export function onlyWords(question: OnlyQuestion, wanted: Wanted): ClaimWords {
  const received = {
    holds: 'nothing else does',
    broken: 'something else does',
    undecided: 'UNDECIDED whether anything else does, which is neither',
  };
  const verb = question.direction === 'ingress' ? 'reaches it' : 'is reached';
  const call = onlyCall(question, wanted);
  if (wanted === 'not-so') return { call, expected: `something else ${verb}`, received };
  return {
    call,
    expected: `nothing else ${verb}, also no pod that does not exist yet`,
    received,
    otherwise:
      "where the flow is meant, list it: 'shop/api', or all pods alike net.pods({ app: 'api' }, 'shop')",
  };
}
